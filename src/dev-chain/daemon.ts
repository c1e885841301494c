import { timingSafeEqual } from "node:crypto";
import { setImmediate as answersAreSent } from "node:timers/promises";
import { protocol } from "../../generated/daemon/index.js";
import { daemonSecrets } from "../daemon/secrets.js";
import { answerMessage } from "../rpc/exchange.js";
import { type Answer, Dispatcher, debugLogger } from "../rpc/index.js";
import { type Address, formatAddress, type ListenOptions, refuseSecond } from "../transport/address.js";
import type { HttpAnswer } from "../transport/http-listener.js";
import { createHttpServer } from "../transport/http-server.js";
import type { Origin } from "../transport/origin.js";
import { decode } from "../wire/decode.js";
import { addressHandlers } from "./calls/addresses.js";
import { balanceHandlers } from "./calls/balances.js";
import { blockchainHandlers } from "./calls/blockchain.js";
import { blockHandlers } from "./calls/blocks.js";
import { controlHandlers } from "./calls/control.js";
import { historyHandlers } from "./calls/history.js";
import { mempoolHandlers } from "./calls/mempool.js";
import { miningHandlers } from "./calls/mining.js";
import { networkHandlers } from "./calls/network.js";
import { rawTransactionHandlers } from "./calls/raw-transactions.js";
import { sendingHandlers } from "./calls/sending.js";
import { waitingHandlers } from "./calls/waiting.js";
import { walletHandlers } from "./calls/wallets.js";
import { DevChain, type DevChainOptions } from "./chain.js";
import type { DevContext } from "./context.js";
import { dialectFor } from "./dialect.js";
import { Mempool } from "./mempool.js";
import { withTextAmounts } from "./number-amounts.js";
import { Wallets } from "./wallet/wallets.js";

/** Options of a development daemon. */
export interface DevDaemonOptions extends DevChainOptions {
  readonly user: string;
  readonly password: string;
  /** Names of the wallets to create. Default: one with an empty name, as in daemons before 0.21. */
  readonly wallets?: readonly string[];
}

/** Size limit of a request in bytes, as daemons have it. */
const maxRequest = 33_554_432;

/**
 * A coin daemon for development: a chain in memory with a real daemon's RPC, over HTTP with Basic
 * authentication. To a pool it looks like bitcoind on regtest, but it needs no installation.
 *
 * It has no keys: an address is a random witness program, a signature is a placeholder that is not
 * checked. Nothing is stored on disk.
 */
export class DevDaemon {
  readonly chain: DevChain;
  readonly mempool: Mempool;
  readonly #dispatcher: Dispatcher<DevContext>;
  readonly #authorization: Buffer;
  readonly #stopping = new AbortController();
  #address: Address | undefined;
  readonly #port = createHttpServer({
    maxMessage: maxRequest,
    answer: (text, origin) => this.#answer(text, origin),
    secrets: daemonSecrets,
  });

  constructor({ user, password, wallets: names = [""], ...options }: DevDaemonOptions) {
    this.chain = new DevChain(options);
    this.mempool = new Mempool(this.chain);
    this.#authorization = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);
    this.#dispatcher = new Dispatcher<DevContext>({
      dialect: dialectFor,
      results: { check: "strict" },
      deadline: 3_600_000,
      failed: (error, { name }) =>
        debugLogger.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`),
    });
    const wallets = new Wallets(this.chain, this.mempool);
    for (const name of names) wallets.create({ name, passphrase: "", hasKeys: true });
    this.#dispatcher.add(protocol.server, this.#handlers(wallets));
  }

  /**
   * Starts to listen.
   *
   * @throws RpcError `CONNECT_FAILED` if the port is in use, `INVALID_OPTION` if the daemon already listens.
   */
  async listen(where: ListenOptions): Promise<Address> {
    refuseSecond("daemon", this.#address);
    this.#address = { host: "127.0.0.1", ...where };
    const address = await this.#listen(where).catch((error) => {
      this.#address = undefined;
      throw error;
    });
    this.#address = address;
    debugLogger.info(`development daemon listening on ${formatAddress(address)}`);
    return address;
  }

  /** Answers waiting calls, as daemons do when they stop, and stops listening. */
  async close(): Promise<void> {
    this.#address = undefined;
    this.#stopping.abort();
    await answersAreSent();
    await this.#port.close();
  }

  async #listen(where: ListenOptions): Promise<Address> {
    await this.#dispatcher.load();
    return this.#port.listen(where);
  }

  #handlers(wallets: Wallets) {
    const { chain, mempool } = this;
    const stopping = this.#stopping.signal;
    return {
      ...miningHandlers(chain, mempool, stopping),
      ...blockHandlers(chain),
      ...blockchainHandlers(chain, mempool),
      ...waitingHandlers(chain, stopping),
      ...mempoolHandlers(mempool),
      ...rawTransactionHandlers(chain, mempool),
      ...networkHandlers(),
      ...controlHandlers({
        knows: (method) => this.#dispatcher.handles(method),
        stop: () => void this.close(),
      }),
      ...walletHandlers(wallets),
      ...addressHandlers(wallets),
      ...balanceHandlers(wallets),
      ...sendingHandlers(chain, mempool, wallets),
      ...historyHandlers(chain, wallets),
    };
  }

  /** Answers as daemons do: 401 and 404 without a body, JSON-RPC 1.0 errors with an HTTP error status. */
  async #answer(text: string, origin: Origin): Promise<HttpAnswer> {
    if (!this.#mayCall(origin.headers.authorization))
      return { status: 401, headers: { "www-authenticate": 'Basic realm="jsonrpc"' } };
    if (!/^\/(wallet\/[^?]*)?$/.test(origin.path ?? "/")) return { status: 404 };
    const answer = await this.#exchange(text, origin);
    return { status: statusOf(answer), ...(answer !== undefined && { body: answer }) };
  }

  #exchange(text: string, context: DevContext): Answer | Promise<Answer> {
    const message = decode(text);
    return answerMessage(
      this.#dispatcher,
      Array.isArray(message) ? message.map(withTextAmounts) : withTextAmounts(message),
      context,
    );
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
