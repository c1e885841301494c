import { RpcError } from "../rpc/error.js";
import { version } from "../rpc/version.js";

/**
 * Checks that generated code and this package have the same major and minor version.
 *
 * @param wanted The version that the code was generated for: `1.0`.
 * @throws RpcError `INVALID_OPTION` when they differ.
 */
export function requireRuntime(wanted: string): void {
  if (version.startsWith(`${wanted}.`)) return;
  throw new RpcError(
    "INVALID_OPTION",
    `the generated code needs stratum ${wanted}: found ${version}; install stratum-codegen ${version} and run npx stratum generate, or install stratum@${wanted}`,
  );
}
