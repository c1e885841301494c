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

/** A shape's declaration by json-schema-to-typescript: the members of an interface, or a type. */
export type Declared = { readonly members: readonly Member[] } | { readonly type: string };

const anyName = "[k: string]";

/** A member of an interface, or its index signature. */
export interface Member {
  /** The name as written; `[k: string]` for an index signature. */
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  /** Without the signs of a comment. */
  readonly comment?: string;
}

/**
 * Declares all schemas at once: json-schema-to-typescript gets them as the members of one object, with references
 * already replaced by names. Given a whole document, it would number, copy and lose types.
 */
export async function declare(schemas: readonly JsonSchema[]): Promise<Declared[]> {
  const forms = await Promise.all(schemas.map((schema) => printForm(unsaid(schema), typeText)));
  const properties = Object.fromEntries(forms.map((form, index) => [`s${index}`, form]));
  const text = await compile({ type: "object", properties }, "Shapes", options);
  const source = ts.createSourceFile("shapes.ts", text, ts.ScriptTarget.Latest);
  const [statement] = source.statements;
  const members = statement && ts.isInterfaceDeclaration(statement) ? [...statement.members] : [];
  if (members.length !== schemas.length)
    throw new Error(`unexpected output of json-schema-to-typescript:\n${text}`);
  return members.map((member) => declared(member, source));
}

function declared(member: ts.TypeElement, source: ts.SourceFile): Declared {
  const type = ts.isPropertySignature(member) ? member.type : undefined;
  if (type && ts.isTypeLiteralNode(type))
    return { members: type.members.map((below) => memberOf(below, source)) };
  return { type: type ? typeOf(type, source) : "unknown" };
}

/** A schema as a single-line type. */
export async function typeText(schema: JsonSchema): Promise<string> {
  const form = await printForm(unsaid(schema), typeText);
  if (typeof form.tsType === "string") return form.tsType;
  const [found] = await declare([schema]);
  if (!found) return "unknown";
  return "type" in found ? found.type : nested(found.members);
}

/** An index signature alone is short enough for one line. */
function nested(members: readonly Member[]): string {
  const [only, ...others] = members;
  const isShort = only?.name === anyName && others.length === 0 && !only.comment && !only.type.includes("\n");
  return isShort ? `{ ${anyName}: ${only.type} }` : literal(members);
}

/** Members in braces, indented by one more level. */
export function literal(members: readonly Member[]): string {
  const lines = members.map(({ name, isOptional, type, comment }) => {
    return `${comment === undefined ? "" : `${block(comment)}\n`}${name}${isOptional ? "?" : ""}: ${type};`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n").replace(/^(?=.)/gm, "  ")}\n}`;
}

function memberOf(member: ts.TypeElement, source: ts.SourceFile): Member {
  const isIndex = ts.isIndexSignatureDeclaration(member);
  const doc = documentation(member, source);
  return {
    name: isIndex ? anyName : (member.name?.getText(source) ?? ""),
    isOptional: !isIndex && member.questionToken !== undefined,
    type: "type" in member ? typeOf(member.type as ts.TypeNode, source) : "unknown",
    ...(doc !== undefined && { comment: wordsOf(doc) }),
  };
}

function documentation(member: ts.TypeElement, source: ts.SourceFile): string | undefined {
  const ranges = ts.getLeadingCommentRanges(source.text, member.pos) ?? [];
  const last = ranges.at(-1);
  return last && source.text.slice(last.pos, last.end);
}

/** Without the signs of a comment. */
function wordsOf(comment: string): string {
  const lines = comment.split("\n").slice(1, -1);
  return lines.map((line) => line.replace(/^\s*\* ?/, "")).join("\n");
}

/**
 * A type without redundant parentheses: json-schema-to-typescript adds them around every combination, and its
 * own formatting would load prettier and triple the time.
 */
function typeOf(type: ts.TypeNode, source: ts.SourceFile): string {
  if (ts.isParenthesizedTypeNode(type)) return typeOf(type.type, source);
  if (ts.isTypeLiteralNode(type)) return nested(type.members.map((member) => memberOf(member, source)));
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

/** A type within another one, in parentheses if necessary. */
function within(type: ts.TypeNode, outer: ts.TypeNode, source: ts.SourceFile): string {
  if (ts.isParenthesizedTypeNode(type)) return within(type.type, outer, source);
  const text = typeOf(type, source);
  const isUnion = ts.isUnionTypeNode(type);
  const isCombined = isUnion || ts.isIntersectionTypeNode(type);
  const isBound = (ts.isArrayTypeNode(outer) && isCombined) || (ts.isIntersectionTypeNode(outer) && isUnion);
  return isBound ? `(${text})` : text;
}
