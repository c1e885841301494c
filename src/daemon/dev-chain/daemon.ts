import { timingSafeEqual } from "node:crypto";
import { protocol } from "../../../generated/daemon/index.js";
import { Dispatcher, debugLogger, exchange } from "../../rpc/index.js";
import { type Address, formatAddress, type ListenOptions } from "../../transport/address.js";
import { createRpcPort, type RpcAnswer, type RpcOrigin } from "../../transport/rpc-port.js";
import { jsonrpc1 } from "../../wire/jsonrpc1.js";
import { jsonrpc2 } from "../../wire/jsonrpc2.js";
import { blockchainHandlers } from "./blockchain.js";
import { DevChain, type DevChainOptions } from "./chain.js";
import type { DevContext } from "./context.js";
import { controlHandlers } from "./control.js";
import { miningHandlers } from "./mining.js";

/** How a development daemon behaves. */
export interface DevDaemonOptions extends DevChainOptions {
  readonly user: string;
  readonly password: string;
}

/** Daemons take requests of up to 32 MiB. */
const maxRequest = 33_554_432;

/**
 * A coin daemon of one's own: a chain in memory behind the RPC that real ones have, over HTTP with
 * Basic authentication. A pool can't tell it from bitcoind on regtest, but it needs no installation.
 */
export class DevDaemon {
  readonly chain: DevChain;
  readonly #dispatcher: Dispatcher<DevContext>;
  readonly #authorization: Buffer;
  readonly #port = createRpcPort({
    mode: "http",
    maxMessage: maxRequest,
    answer: (text, origin) => this.#answer(text, origin),
  });

  constructor({ user, password, ...chain }: DevDaemonOptions) {
    this.chain = new DevChain(chain);
    this.#authorization = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);
    this.#dispatcher = new Dispatcher<DevContext>({
      dialect: (message) => (message.kind === "call" && message.version === "2.0" ? jsonrpc2 : jsonrpc1),
      results: { check: "strict" },
      deadline: 3_600_000,
      failed: (error, { name }) =>
        debugLogger.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`),
    });
    this.#dispatcher.add(protocol.server, {
      ...miningHandlers(this.chain),
      ...blockchainHandlers(this.chain),
      ...controlHandlers(Date.now()),
    });
  }

  /** @throws RpcError `CONNECT_FAILED` where the port is taken. */
  async listen(where: ListenOptions): Promise<Address> {
    await this.#dispatcher.load();
    const address = await this.#port.listen(where);
    debugLogger.info(`development daemon listens on ${formatAddress(address)}`);
    return address;
  }

  /** Stops listening and gives up the calls that wait. */
  close(): Promise<void> {
    return this.#port.close();
  }

  /** As daemons answer: 401 without a body, errors of JSON-RPC 1.0 with a status of their own. */
  async #answer(text: string, origin: RpcOrigin): Promise<RpcAnswer> {
    if (!this.#mayCall(origin.authorization))
      return { status: 401, headers: { "www-authenticate": 'Basic realm="jsonrpc"' } };
    const answer = await exchange(this.#dispatcher, text, origin);
    return { text: answer, status: statusOf(answer) };
  }

  #mayCall(authorization = ""): boolean {
    const given = Buffer.from(authorization);
    return given.length === this.#authorization.length && timingSafeEqual(given, this.#authorization);
  }
}

function statusOf(answer: string | undefined): number {
  if (answer === undefined) return 204;
  if (answer.startsWith("[")) return 200;
  const { jsonrpc, error } = JSON.parse(answer);
  if (jsonrpc !== undefined || !error) return 200;
  if (error.code === -32601) return 404;
  return error.code === -32600 ? 400 : 500;
}
