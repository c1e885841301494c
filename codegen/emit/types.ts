import type { Protocol, Shape } from "../model/model.js";
import { reachableShapes } from "../model/reachable.js";
import { schemaComment } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { block, printFile } from "./print.js";
import { typeText } from "./type-text.js";

/** `types.ts`: a plain interface or type a shape. Nothing is inferred, so editors stay fast. */
export async function emitTypes(protocol: Protocol, { header }: EmitOptions): Promise<string> {
  const types: string[] = [];
  const recursive = recursion(protocol.shapes);
  for (const shape of protocol.shapes) types.push(await declaration(shape, recursive));
  return printFile(header, [], types.length > 0 ? types : ["export {};"]);
}

/** Whether the shape of a name leads back to itself. Asked for few of them: each answer is a walk. */
function recursion(shapes: readonly Shape[]): (name: string) => boolean {
  const byName = new Map(shapes.map((shape) => [shape.name, shape]));
  return (name) => {
    const shape = byName.get(name);
    return shape !== undefined && reachableShapes([shape.schema], byName).includes(shape);
  };
}

async function declaration({ name, schema }: Shape, recursive: (name: string) => boolean): Promise<string> {
  const text = await typeText(schema, recursive);
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
