import type { Protocol, Shape } from "../model/model.js";
import { schemaComment } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { block, printFile } from "./print.js";
import { typeText } from "./type-text.js";

/** `types.ts`: a plain interface or type a shape. Nothing is inferred, so editors stay fast. */
export async function emitTypes(protocol: Protocol, { header }: EmitOptions): Promise<string> {
  const types: string[] = [];
  for (const shape of protocol.shapes) types.push(await declaration(shape));
  return printFile(header, [], types.length > 0 ? types : ["export {};"]);
}

async function declaration({ name, schema }: Shape): Promise<string> {
  const text = await typeText(schema);
  const words = schemaComment(schema);
  const comment = words === undefined ? "" : `${block(words)}\n`;
  const isInterface = text.startsWith("{") && endOfFirstBrace(text) === text.length - 1;
  return `${comment}${isInterface ? `export interface ${name} ${text}` : `export type ${name} = ${text};`}`;
}

/** Where the brace that opens the text is closed. Quoted text is passed over. */
function endOfFirstBrace(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|[{}]/g)) {
    if (token === "{") depth++;
    else if (token === "}" && --depth === 0) return index;
  }
  return -1;
}
