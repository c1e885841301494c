import { readFileSync } from "node:fs";
import { RpcError } from "../rpc/error.js";

/** The sources of a command's password, in order of precedence. */
export interface PasswordSources {
  readonly password?: string | undefined;
  /** A file whose first line is the password. */
  readonly passwordFile?: string | undefined;
  /** The environment, for STRATUM_PASSWORD. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the password of a command from an option, a file or the environment.
 *
 * @throws RpcError `INVALID_OPTION` when the password is missing or the file can't be read.
 */
export function readPassword({ password, passwordFile, environment }: PasswordSources): string {
  if (password !== undefined) return password;
  if (passwordFile !== undefined) return readFirstLine(passwordFile);
  const { STRATUM_PASSWORD: fromEnvironment } = environment;
  if (fromEnvironment !== undefined) return fromEnvironment;
  throw new RpcError(
    "INVALID_OPTION",
    "missing password: pass --password or --password-file, or set STRATUM_PASSWORD",
  );
}

function readFirstLine(file: string): string {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/, 1)[0] ?? "";
  } catch (cause) {
    throw new RpcError("INVALID_OPTION", `can't read the password file ${file}`, { cause });
  }
}
