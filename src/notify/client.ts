import { connect } from "node:net";
import { RpcError } from "../rpc/error.js";
import { checkOption, checkPort } from "../rpc/option.js";
import { decode } from "../wire/decode.js";
import { readError } from "../wire/read-error.js";
import { values } from "../wire/values.js";

/** What a daemon reports. */
export type NotificationType = "block" | "wallet" | "alert";

/** A notification and its destination. */
export interface NotifyOptions {
  readonly type: NotificationType;
  /** A block's hash, a transaction's id, or the text of an alert. */
  readonly data: string;
  /** The daemon that it comes from. */
  readonly source?: string;
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** Milliseconds in total. Default: 2,000. */
  readonly timeout?: number;
}

const defaultTimeout = 2_000;
const maxAnswer = 1_048_576;

/** Milliseconds: a longer timer fires at once. */
const longestTimeout = 2_147_483_647;

/**
 * Delivers a notification to an RPC server over raw TCP, as a daemon's `-blocknotify` command does. It always
 * ends within the timeout: a command that outlives its daemon would hold the daemon's sockets open. This module
 * loads only the framing, because it runs once per block and per transaction.
 *
 * @throws RpcError `CONNECT_FAILED`, `TIMEOUT`, `UNAUTHORIZED` or the server's error; `INVALID_OPTION`.
 */
export async function notify(options: NotifyOptions): Promise<void> {
  const { type, data, source, host, port, password, timeout = defaultTimeout } = options;
  checkPort(port, 1);
  checkOption("timeout", timeout, { above: true });
  const where = `${host}:${port}`;
  const params = [Buffer.from(password).toString("base64"), data, ...(source === undefined ? [] : [source])];
  return new Promise((resolve, reject) => {
    const reader = values.createReader(maxAnswer);
    const socket = connect({ host, port });
    const finish = (error?: RpcError) => {
      clearTimeout(timer);
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    const timer = setTimeout(
      () => finish(new RpcError("TIMEOUT", `${where} did not answer within ${timeout} ms`)),
      Math.min(timeout, longestTimeout),
    );
    socket.on("connect", () =>
      socket.write(`${JSON.stringify({ jsonrpc: "2.0", method: `mining.${type}`, params, id: 1 })}\n`),
    );
    socket.on("data", (chunk: Buffer) => {
      reader.push(chunk);
      const answer = reader.next();
      if (answer !== undefined) finish(errorOf(answer, where));
      else if (reader.overflowed) finish(noAnswer(where));
    });
    socket.on("error", (cause: NodeJS.ErrnoException) =>
      finish(new RpcError("CONNECT_FAILED", `can't reach ${where}: ${reasonOf(cause)}`, { cause })),
    );
    socket.on("close", () =>
      finish(new RpcError("CLOSED", `${where} closed the connection without an answer`)),
    );
  });
}

function errorOf(answer: string, where: string): RpcError | undefined {
  const reply = decode(answer);
  if (Array.isArray(reply) || reply.kind !== "reply") return noAnswer(where);
  const error = readError(reply.error);
  if (!error) return undefined;
  const isRefusal = /unauthorized|password/i.test(error.message);
  return new RpcError(isRefusal ? "UNAUTHORIZED" : "REMOTE", `${where} refused: ${error.message}`, {
    wireCode: error.code,
  });
}

function noAnswer(where: string): RpcError {
  return new RpcError(
    "REMOTE",
    `${where} replied with something other than JSON-RPC: check that it is an RPC port`,
  );
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ECONNREFUSED") return "nothing listens there";
  return code === "ENOTFOUND" || code === "EAI_AGAIN" ? "unknown host" : message;
}
