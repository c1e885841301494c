import type { Problem } from "../check/problem.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Origins } from "../document/origin.js";

/** What loading any kind of source gives. */
export interface Loaded {
  readonly document: OpenRpcDocument;
  readonly origins: Origins;
  readonly problems: readonly Problem[];
  /** The files that were read, for watching. */
  readonly files: readonly string[];
}
