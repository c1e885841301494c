import type { Protocol, Shape } from "../model/model.js";
import { schemaComment } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { commented, printFile } from "./print.js";
import { typeOf } from "./type-text.js";

/** `types.ts`: a plain interface or type a shape. Nothing is inferred, so editors stay fast. */
export function emitTypes(protocol: Protocol, { header }: EmitOptions): string {
  const types = protocol.shapes.map(declaration);
  return printFile(header, [], types.length > 0 ? types : ["export {};"]);
}

function declaration({ name, schema }: Shape): string {
  const { text, isObject } = typeOf(schema);
  const declared = isObject ? `export interface ${name} ${text}` : `export type ${name} = ${text};`;
  return commented(schemaComment(schema), declared);
}
