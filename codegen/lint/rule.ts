import type { Finding } from "../check/finding.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Validators } from "./validators.js";

/** Something that documents get wrong, though they can be generated from. */
export type Rule = (document: OpenRpcDocument, validators: Validators) => Finding[];
