import { lstat, stat, unlink } from "node:fs/promises";
import { connect, type Server } from "node:net";
import { dirname } from "node:path";
import { RpcError } from "../rpc/error.js";
import { reasonOf } from "./address.js";

/**
 * Starts to listen on a Unix socket. A socket file left behind by a crashed process is replaced; one on which
 * a process listens is not, and neither is anything other than a socket.
 *
 * @throws RpcError `CONNECT_FAILED` with the reason.
 */
export async function listenAtPath(server: Server, path: string): Promise<void> {
  try {
    await start(server, path);
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw failed(path, await reasonAt(path, error), error);
    if (!(await isSocket(path)))
      throw failed(path, `${path} exists and is not a socket: choose another path or remove it`, error);
    if (await isAnswered(path)) throw failed(path, taken, error);
    await unlink(path).catch(() => {});
    await start(server, path).catch(async (again) => {
      throw failed(path, await reasonAt(path, again), again);
    });
  }
}

function start(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Whether a process listens on a socket file. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "ECONNREFUSED"));
  });
}

/** Whether a path is a socket file, or nothing any more. Connecting can't tell: a regular file refuses as a stale socket does. */
async function isSocket(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found === undefined || found.isSocket();
}

const taken = "another process listens there";

/** Why a socket file can't be created. Node.js reports a missing folder as `EACCES` too. */
async function reasonAt(path: string, error: unknown): Promise<string> {
  const code = codeOf(error);
  if (code === "EADDRINUSE") return taken;
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return `the folder ${folder} does not exist`;
  return code === "EACCES" ? `the folder ${folder} is not writable` : reasonOf(asError(error));
}

function failed(path: string, reason: string, cause: unknown): RpcError {
  return new RpcError("CONNECT_FAILED", `can't listen on unix:${path}: ${reason}`, { cause, executed: "no" });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
