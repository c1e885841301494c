import { readFile } from "node:fs/promises";
import { InvalidSource } from "../check/problem.js";

/** A user and a password, for a node that tells only those it knows. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The variable that may hold `user:password`, so that they stand in no list of processes and in no history. */
export const credentialsVariable = "STRATUM_CREDENTIALS";

/**
 * The credentials for a URL: those in a file, else those of the URL itself, else those of the
 * environment.
 *
 * @param file Holds `user:password`, as the `.cookie` of a coin daemon does.
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
        text === undefined ? "the file of credentials can't be read" : "there are no credentials in it",
      expected: "user:password in one line, as in the .cookie of a coin daemon",
    },
  ]);
}

function split(text: string): Credentials {
  const colon = text.indexOf(":");
  return colon < 0
    ? { user: "", password: text }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
