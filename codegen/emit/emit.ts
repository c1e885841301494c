import type { Protocol } from "../model/model.js";
import { emitClient } from "./client.js";
import { emitDocument } from "./document.js";
import { emitHandlers } from "./handlers.js";
import { emitIndex } from "./index-file.js";
import { emitMethods } from "./methods.js";
import type { EmitOptions } from "./options.js";
import { emitTypes } from "./types.js";
import { emitValidators } from "./validators.js";

/** All files of a protocol, by path below the output folder. The same model gives the same bytes. */
export async function emit(protocol: Protocol, options: EmitOptions): Promise<Map<string, string>> {
  return new Map([
    ["types.ts", emitTypes(protocol, options)],
    ["methods.ts", emitMethods(protocol, options)],
    ["handlers.ts", emitHandlers(protocol, options)],
    ["client.ts", emitClient(protocol, options)],
    ["index.ts", emitIndex(protocol, options)],
    ["openrpc.json", emitDocument(protocol.document)],
    ...emitValidators(protocol, options),
  ]);
}
