import { compile, type Options } from "json-schema-to-typescript";
import { ts } from "ts-morph";
import type { JsonSchema } from "../document/json-schema.js";
import { block } from "./print.js";
import { printForm, unsaid } from "./print-form.js";

const options: Partial<Options> = {
  additionalProperties: false,
  bannerComment: "",
  declareExternallyReferenced: false,
  format: false,
};

/** A shape as json-schema-to-typescript declares it: the members of an interface, or a type. */
export type Declared = { readonly members: readonly Member[] } | { readonly type: string };

const anyName = "[k: string]";

/** A member of an interface, or what it says of all other names. */
export interface Member {
  /** As it is written; of all other names `[k: string]`. */
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  /** Without the signs of a comment. */
  readonly comment?: string;
}

/**
 * Declares a schema. json-schema-to-typescript sees one shape at a time with every reference already a
 * name: given a whole document it would number, copy and lose things.
 */
export async function declare(schema: JsonSchema): Promise<Declared> {
  const form = await printForm(unsaid(schema), typeText);
  const text =
    typeof form.tsType === "string" ? `type T = ${form.tsType}` : await compile(form, "T", options);
  const source = ts.createSourceFile("shape.ts", text, ts.ScriptTarget.Latest, true);
  const [statement] = source.statements;
  if (statement && ts.isInterfaceDeclaration(statement))
    return { members: statement.members.map((member) => memberOf(member, source)) };
  if (statement && ts.isTypeAliasDeclaration(statement)) return { type: typeOf(statement.type, source) };
  throw new Error(`json-schema-to-typescript printed something unforeseen:\n${text}`);
}

/** A schema as a type in one piece, not laid out. */
export async function typeText(schema: JsonSchema): Promise<string> {
  const declared = await declare(schema);
  return "type" in declared ? declared.type : literal(declared.members);
}

function literal(members: readonly Member[]): string {
  const [only, ...others] = members;
  if (only?.name === anyName && others.length === 0 && !only.comment && !only.type.includes("\n"))
    return `{ ${anyName}: ${only.type} }`;
  const lines = members.map(({ name, isOptional, type, comment }) => {
    return `${comment === undefined ? "" : `${block(comment)}\n`}${name}${isOptional ? "?" : ""}: ${type};`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

function memberOf(member: ts.TypeElement, source: ts.SourceFile): Member {
  const isIndex = ts.isIndexSignatureDeclaration(member);
  const [doc] = ts.getJSDocCommentsAndTags(member);
  return {
    name: isIndex ? anyName : (member.name?.getText(source) ?? ""),
    isOptional: !isIndex && member.questionToken !== undefined,
    type: "type" in member ? typeOf(member.type as ts.TypeNode, source) : "unknown",
    ...(doc && { comment: wordsOf(doc.getText(source)) }),
  };
}

/** Without the signs of a comment. */
function wordsOf(comment: string): string {
  const lines = comment.split("\n").slice(1, -1);
  return lines.map((line) => line.replace(/^\s*\* ?/, "")).join("\n");
}

/**
 * A type as it stands alone: json-schema-to-typescript puts parentheses around everything that is
 * combined, and its own formatting would load prettier and triple the time.
 */
function typeOf(type: ts.TypeNode, source: ts.SourceFile): string {
  if (ts.isParenthesizedTypeNode(type)) return typeOf(type.type, source);
  if (ts.isTypeLiteralNode(type)) return literal(type.members.map((member) => memberOf(member, source)));
  const each = (types: readonly ts.TypeNode[]) => types.map((part) => within(part, type, source));
  if (ts.isUnionTypeNode(type)) return each(type.types).join(" | ");
  if (ts.isIntersectionTypeNode(type)) return each(type.types).join(" & ");
  if (ts.isArrayTypeNode(type)) return `${each([type.elementType])}[]`;
  if (ts.isTupleTypeNode(type)) return `[${each(type.elements).join(", ")}]`;
  if (ts.isRestTypeNode(type)) return `...${each([type.type])}`;
  if (!ts.isNamedTupleMember(type)) return type.getText(source);
  const [rest, mark] = [type.dotDotDotToken ? "..." : "", type.questionToken ? "?" : ""];
  return `${rest}${type.name.text}${mark}: ${each([type.type])}`;
}

/** A type within another one, in parentheses where it would be read in another way without. */
function within(type: ts.TypeNode, outer: ts.TypeNode, source: ts.SourceFile): string {
  if (ts.isParenthesizedTypeNode(type)) return within(type.type, outer, source);
  const text = typeOf(type, source);
  const isUnion = ts.isUnionTypeNode(type);
  const isCombined = isUnion || ts.isIntersectionTypeNode(type);
  const isBound = (ts.isArrayTypeNode(outer) && isCombined) || (ts.isIntersectionTypeNode(outer) && isUnion);
  return isBound ? `(${text})` : text;
}
