import type { Protocol, Shape } from "../model/model.js";
import { schemaComment } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { block, printFile } from "./print.js";
import { type Declared, declare, literal } from "./type-text.js";

/**
 * `types.ts`: one plain interface or type per shape. Nothing is inferred, so editors stay fast. They are texts, not
 * structures: ts-morph would indent members too far, and its `formatText` takes half a second.
 */
export async function emitTypes({ shapes }: Protocol, { header }: EmitOptions): Promise<string> {
  const declared = await declare(shapes.map(({ schema }) => schema));
  const types = shapes.map((shape, index) => declaration(shape, declared[index]));
  return printFile(header, [], types.length > 0 ? types : ["export {};"]);
}

function declaration({ name, schema, summary }: Shape, declared: Declared = { type: "unknown" }): string {
  const words = schemaComment(schema.description || !summary ? schema : { ...schema, description: summary });
  const comment = words === undefined ? "" : `${block(words)}\n`;
  if ("type" in declared) return `${comment}export type ${name} = ${declared.type};`;
  return `${comment}export interface ${name} ${literal(declared.members)}`;
}
