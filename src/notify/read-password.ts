import { readFileSync } from "node:fs";
import { RpcError } from "../rpc/error.js";

/** Where a command may get its password from, in the order in which they count. */
export interface PasswordSources {
  readonly password?: string | undefined;
  /** A file whose first line is the password. */
  readonly passwordFile?: string | undefined;
  /** The environment, for STRATUM_PASSWORD. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The password of a command: given itself, in a file, or in the environment.
 *
 * @throws RpcError `INVALID_OPTION` where there is none, or the file can't be read.
 */
export function readPassword({ password, passwordFile, environment }: PasswordSources): string {
  if (password !== undefined) return password;
  if (passwordFile !== undefined) return readFirstLine(passwordFile);
  const { STRATUM_PASSWORD: fromEnvironment } = environment;
  if (fromEnvironment !== undefined) return fromEnvironment;
  throw new RpcError(
    "INVALID_OPTION",
    "a password is needed: --password, --password-file or STRATUM_PASSWORD",
  );
}

function readFirstLine(file: string): string {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/, 1)[0] ?? "";
  } catch (cause) {
    throw new RpcError("INVALID_OPTION", `the password file ${file} can't be read`, { cause });
  }
}
