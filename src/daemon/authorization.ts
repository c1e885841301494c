import { readFile } from "node:fs/promises";
import { RpcError } from "../rpc/index.js";

/** How a client authenticates to a daemon. */
export interface Authorization {
  /** The `Authorization` header; undefined sends none. */
  readonly header: () => Promise<string | undefined>;
  /** Called when the daemon rejects the header. Returns true if another attempt may use a new one. */
  readonly refused: () => boolean;
}

/** User and password, as with `-rpcuser` and `-rpcpassword` or `-rpcauth`. */
export function passwordAuthorization(user: string, password: string): Authorization {
  const header = basic(`${user}:${password}`);
  return { header: async () => header, refused: () => false };
}

/**
 * The cookie file that a daemon writes at each start. It is read once, and again after a rejection: the
 * cookie of an earlier run may still exist while the daemon starts.
 */
export function cookieAuthorization(file: string): Authorization {
  let header: Promise<string> | undefined;
  return {
    header: () => {
      header ??= readCookie(file);
      header.catch(() => {
        header = undefined;
      });
      return header;
    },
    refused: () => {
      header = undefined;
      return true;
    },
  };
}

export const noAuthorization: Authorization = { header: async () => undefined, refused: () => false };

async function readCookie(file: string): Promise<string> {
  try {
    return basic((await readFile(file, "utf8")).trim());
  } catch (cause) {
    throw new RpcError("CONNECT_FAILED", `can't read the cookie file ${file}: is the daemon running?`, {
      cause,
      executed: "no",
    });
  }
}

function basic(authorization: string): string {
  return `Basic ${Buffer.from(authorization, "utf8").toString("base64")}`;
}
