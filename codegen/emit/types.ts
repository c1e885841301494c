import {
  type InterfaceDeclarationStructure,
  StructureKind,
  type TypeAliasDeclarationStructure,
} from "ts-morph";
import type { Protocol, Shape } from "../model/model.js";
import { docs, schemaComment } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { laidOut, printFile } from "./print.js";
import { declare } from "./type-text.js";

/** `types.ts`: a plain interface or type a shape. Nothing is inferred, so editors stay fast. */
export async function emitTypes(protocol: Protocol, { header }: EmitOptions): Promise<string> {
  const types: (InterfaceDeclarationStructure | TypeAliasDeclarationStructure)[] = [];
  for (const shape of protocol.shapes) types.push(await declaration(shape));
  return laidOut(printFile(header, [], types.length > 0 ? types : ["export {};"]));
}

async function declaration({
  name,
  schema,
}: Shape): Promise<InterfaceDeclarationStructure | TypeAliasDeclarationStructure> {
  const declared = await declare(schema);
  const common = { name, isExported: true, ...docs(schemaComment(schema)) };
  if ("type" in declared) return { kind: StructureKind.TypeAlias, ...common, type: declared.type };
  const properties = declared.members.map(({ name, isOptional, type, comment }) => {
    return { name, type, hasQuestionToken: isOptional, ...docs(comment) };
  });
  return { kind: StructureKind.Interface, ...common, properties };
}
