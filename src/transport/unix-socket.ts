import { unlink } from "node:fs/promises";
import { connect, type Server } from "node:net";
import { RpcError } from "../rpc/error.js";
import { reasonOf } from "./address.js";

/**
 * Starts to listen at a Unix socket. A socket file that a crashed process left behind is replaced; one at
 * which somebody listens is not.
 *
 * @throws RpcError `CONNECT_FAILED` saying what is in the way.
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

/** Whether somebody listens at a socket file. */
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
