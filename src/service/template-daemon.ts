import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DaemonClient } from "../daemon/client.js";
import { initialDownload, notConnected, warmingUp } from "../daemon/error-names.js";
import { DevDaemon } from "../dev-chain/daemon.js";
import { type ErrorCode, isRpcError, RpcError } from "../rpc/index.js";
import { formatAddress } from "../transport/address.js";
import { bitsOfTarget, sha256d, targetOfDifficulty } from "../work/index.js";

/** The daemon that provides a service's templates. */
export interface TemplateDaemon {
  readonly client: DaemonClient;
  /** The URL to show, without a password. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Connects to a running daemon. The pool retries calls itself, and needs complete templates.
 *
 * @throws RpcError `INVALID_OPTION` for an invalid URL.
 */
export function connectDaemon(url: string): TemplateDaemon {
  const client = new DaemonClient({ url, retryFor: 0, results: { getblocktemplate: "strict" } });
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return { client, url: shown.href, close: () => client.close() };
}

/**
 * Starts a development daemon with a random password.
 *
 * @param difficulty Of its first blocks.
 * @param interval Target seconds per block.
 */
export async function embedDaemon(difficulty: number, interval: number): Promise<TemplateDaemon> {
  const user = "stratum";
  const password = randomBytes(16).toString("hex");
  const daemon = new DevDaemon({
    user,
    password,
    interval,
    bits: bitsOfTarget(targetOfDifficulty(difficulty, sha256d)),
  });
  const address = formatAddress(await daemon.listen({ port: 0 }));
  const client = new DaemonClient({ url: `http://${user}:${password}@${address}` });
  return {
    client,
    url: `http://${address}/`,
    close: async () => {
      await client.close();
      await daemon.close();
    },
  };
}

/** Milliseconds between two requests to a daemon that is not ready. */
const pause = 1_000;

/**
 * Waits until a daemon returns templates: it may be unreachable, starting, without peers or syncing.
 *
 * @param rules The rules that `getblocktemplate` requires.
 * @param waiting Called when the reason for waiting changes.
 * @throws RpcError if waiting does not help: a wrong password, rejected rules.
 */
export async function awaitTemplates(
  client: DaemonClient,
  rules: readonly string[],
  waiting: (reason: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let told = "";
  for (;;) {
    try {
      await client.rpc.getblocktemplate({ rules: [...rules] }, { signal });
      return;
    } catch (error) {
      if (!isRpcError(error) || !passes(error)) throw error;
      if (error.message !== told) waiting(error.message);
      told = error.message;
      await sleep(pause, undefined, { signal });
    }
  }
}

function passes({ code, wireCode }: RpcError): boolean {
  return unreachable.has(code) || (wireCode !== undefined && notReady.has(wireCode));
}

const unreachable = new Set<ErrorCode>(["CONNECT_FAILED", "CLOSED", "TIMEOUT", "OVERLOADED"]);
const notReady = new Set([warmingUp, notConnected, initialDownload]);

/**
 * The address that rewards go to: the given one, else a new one from the daemon's wallet.
 *
 * @throws RpcError `INVALID_OPTION` if there is neither.
 */
export async function payoutAddress(client: DaemonClient, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  try {
    return await client.rpc.getnewaddress();
  } catch (cause) {
    throw new RpcError(
      "INVALID_OPTION",
      "missing payout address: the daemon has no wallet to create one; give an address",
      { cause },
    );
  }
}
