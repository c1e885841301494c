import { readFile } from "node:fs/promises";
import { InvalidSource } from "../check/problem.js";

/** User and password for a node. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The variable with `user:password`, which keeps them out of process lists and shell histories. */
export const credentialsVariable = "STRATUM_CREDENTIALS";

/**
 * The credentials for a URL: from the file, otherwise from the URL itself, otherwise from the
 * environment.
 *
 * @param file Has `user:password`, like a coin daemon's `.cookie`.
 */
export async function credentialsFor(url: URL, file?: string): Promise<Credentials | undefined> {
  if (file !== undefined) return split(await readCredentials(file));
  if (url.username || url.password)
    return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  const given = process.env[credentialsVariable];
  return given ? split(given) : undefined;
}

export function basicAuthorization({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}

async function readCredentials(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text?.includes(":")) return text.trim();
  throw new InvalidSource([
    {
      severity: "error",
      file,
      pointer: "",
      message:
        text === undefined
          ? "the credentials file can't be read"
          : "the credentials file has no user:password",
      expected: "user:password on one line, as in a coin daemon's .cookie file",
    },
  ]);
}

function split(text: string): Credentials {
  const colon = text.indexOf(":");
  return colon < 0
    ? { user: "", password: text }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
