import type { Protocol } from "../model/model.js";
import { emitClient } from "./client.js";
import { emitDocs } from "./docs.js";
import { emitDocument } from "./document.js";
import { emitHandlers } from "./handlers.js";
import { emitIndex } from "./index-file.js";
import { emitMethods } from "./methods.js";
import type { EmitOptions } from "./options.js";
import { emitTypes } from "./types.js";
import { emitValidators } from "./validators.js";

/** The files of a protocol, by path below the output folder. The same model always produces the same bytes. */
export async function emit(
  protocol: Protocol,
  chosen: Omit<EmitOptions, "lazyValidators">,
): Promise<Map<string, string>> {
  const { parts } = chosen;
  const files = new Map<string, string>();
  const isCallable = parts.has("client") || parts.has("handlers");
  const unset = { ...chosen, lazyValidators: false };
  const validators = parts.has("validators") ? emitValidators(protocol, unset) : { isLazy: false, files: [] };
  const options = { ...chosen, lazyValidators: validators.isLazy };
  if (parts.has("types")) files.set("types.ts", await emitTypes(protocol, options));
  if (isCallable) files.set("methods.ts", emitMethods(protocol, options));
  if (parts.has("handlers")) files.set("handlers.ts", emitHandlers(protocol, options));
  if (parts.has("client")) files.set("client.ts", emitClient(protocol, options));
  if (isCallable) files.set("index.ts", emitIndex(protocol, options));
  if (parts.has("openrpc")) files.set("openrpc.json", emitDocument(protocol.document));
  for (const [path, text] of validators.files) files.set(path, text);
  if (parts.has("docs")) for (const [path, text] of await emitDocs(protocol, options)) files.set(path, text);
  return files;
}
