import { unlink } from "node:fs/promises";
import { connect, type Server } from "node:net";
import { RpcError } from "../rpc/error.js";
import { reasonOf } from "./address.js";

/**
 * Starts to listen on a Unix socket. A socket file left behind by a crashed process is replaced; one on which
 * a process listens is not.
 *
 * @throws RpcError `CONNECT_FAILED` with the reason.
 */
export async function listenAtPath(server: Server, path: string): Promise<void> {
  try {
    await start(server, path);
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE" || (await isAnswered(path))) throw failed(path, error);
    await unlink(path).catch(() => {});
    await start(server, path).catch((again) => {
      throw failed(path, again);
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

function failed(path: string, error: unknown): RpcError {
  const cause: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const reason = cause.code === "EADDRINUSE" ? "another process listens there" : reasonOf(cause);
  return new RpcError("CONNECT_FAILED", `can't listen on unix:${path}: ${reason}`, { cause });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
