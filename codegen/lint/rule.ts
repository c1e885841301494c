import type { Finding } from "../check/finding.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Validators } from "./validators.js";

/** A rule that finds problems which don't prevent generation. */
export type Rule = (document: OpenRpcDocument, validators: Validators) => Finding[];
