import type { JsonSchema } from "../document/json-schema.js";
import { isTuple } from "../document/json-schema.js";
import { pointerSteps } from "../document/pointer.js";
import { merged } from "./merged.js";
import type { Protocol, Shape } from "./model.js";
import { createNames, pascalCase } from "./names.js";
import { reachableShapes } from "./reachable.js";
import { singular } from "./singular.js";
import { isAnything, isNever } from "./types-of.js";

/** A type without JSON Schema's combinations. */
export type TypeForm = {
  /** Whether the value may also be `null`. */
  readonly isNullable: boolean;
} & (
  | { readonly kind: "boolean" | "integer" | "number" | "string" | "null" | "unknown" | "never" }
  /** One of these values. */
  | { readonly kind: "values"; readonly values: readonly unknown[] }
  /** A declaration by name. `isRecursive` if it refers back to its holder: many languages need a box there. */
  | { readonly kind: "reference"; readonly name: string; readonly isRecursive: boolean }
  | { readonly kind: "list"; readonly items: TypeForm }
  /** The first `required` items are required; any number of `rest` may follow. */
  | {
      readonly kind: "tuple";
      readonly items: readonly TypeForm[];
      readonly required: number;
      readonly rest?: TypeForm;
    }
  | { readonly kind: "map"; readonly values: TypeForm }
  | { readonly kind: "union"; readonly alternatives: readonly TypeForm[] }
);

/** A member of an object. */
export interface TypeMember {
  /** The name on the wire. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: TypeForm;
  readonly description?: string;
}

/** A type with a name: an object with its members, or another name for a type. */
export type Declaration = {
  readonly name: string;
  readonly description?: string;
  /** Whether it refers to itself. */
  readonly isRecursive: boolean;
} & ({ readonly members: readonly TypeMember[]; readonly others?: TypeForm } | { readonly type: TypeForm });

/**
 * The types of a protocol for emitters of other languages, sorted by name: `allOf` is merged into one object, nested
 * objects have names (`BlockHeader` for the member `header` of `Block`), nullable and recursive types are marked.
 */
export function typeDeclarations({ shapes }: Pick<Protocol, "shapes">): Declaration[] {
  const byName = new Map(shapes.map((shape) => [shape.name, shape]));
  const unique = createNames(byName.keys());
  const found: Declaration[] = [];
  const reached = new Map<string, ReadonlySet<string>>();
  const reach = ({ name, schema }: Shape): ReadonlySet<string> => {
    const known = reached.get(name) ?? new Set(reachableShapes([schema], byName).map((shape) => shape.name));
    reached.set(name, known);
    return known;
  };
  for (const shape of shapes) {
    const context: Context = {
      shapes: byName,
      isRecursive: (name) => {
        const target = byName.get(name);
        return target !== undefined && (name === shape.name || reach(target).has(shape.name));
      },
      declare: (wanted, schema, inner) => {
        const name = unique(wanted);
        found.push(declaration(name, schema, reach(shape).has(shape.name), inner));
        return name;
      },
    };
    found.push(declaration(shape.name, shape.schema, reach(shape).has(shape.name), context));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Context {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Whether a shape refers back to the declared one. */
  readonly isRecursive: (name: string) => boolean;
  readonly declare: (wanted: string, schema: JsonSchema, context: Context) => string;
}

function declaration(name: string, given: JsonSchema, isRecursive: boolean, context: Context): Declaration {
  const schema = merged(given, context.shapes);
  const common = { name, isRecursive, ...(schema.description && { description: schema.description }) };
  if (!isObject(schema)) return { ...common, type: formOf(schema, name, context) };
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const members = Object.entries(properties).map(([member, below]): TypeMember => {
    const { description } = below;
    const type = formOf(below, name + pascalCase(member), context);
    return { name: member, isRequired: required.includes(member), type, ...(description && { description }) };
  });
  const rest = typeof others === "object" && !isNever(others) ? others : undefined;
  return { ...common, members, ...(rest && { others: formOf(rest, `${name}Value`, context) }) };
}

function isObject({ type = "object", properties, anyOf, oneOf }: JsonSchema): boolean {
  return type === "object" && properties !== undefined && !anyOf && !oneOf;
}

const scalars = ["boolean", "integer", "number", "string", "null"] as const;

/** @param name The name for an object at this place. */
function formOf(given: JsonSchema, name: string, context: Context): TypeForm {
  const { $ref } = given;
  if ($ref !== undefined) {
    const target = pointerSteps($ref).at(-1) ?? "";
    return { kind: "reference", name: target, isRecursive: context.isRecursive(target), isNullable: false };
  }
  const schema = merged(given, context.shapes);
  if (isNever(schema)) return { kind: "never", isNullable: false };
  const listed = "const" in schema ? [schema.const] : schema.enum;
  if (listed) {
    const values = listed.filter((value) => value !== null);
    const isNullable = values.length < listed.length;
    return values.length === 0 && isNullable ? nothing : { kind: "values", values, isNullable };
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives)
    return union(alternatives.map((part, index) => formOf(part, optionName(part, name, index), context)));
  const types = [schema.type ?? (schema.properties ? "object" : schema.items ? "array" : [])].flat();
  if (types.length === 0) return { kind: "unknown", isNullable: true };
  return union(types.map((type) => ofType(type, schema, name, context)));
}

const nothing: TypeForm = { kind: "null", isNullable: true };

function optionName({ title }: JsonSchema, name: string, index: number): string {
  return name + (title ? pascalCase(title) : index === 0 ? "" : `Option${index + 1}`);
}

function union(all: readonly TypeForm[]): TypeForm {
  const alternatives = all.filter(({ kind }) => kind !== "null");
  const isNullable = all.some((form) => form.isNullable || form.kind === "null");
  const [only, ...others] = alternatives;
  if (!only) return all.length > 0 ? nothing : { kind: "never", isNullable: false };
  return others.length === 0 ? { ...only, isNullable } : { kind: "union", alternatives, isNullable };
}

function ofType(type: string, schema: JsonSchema, name: string, context: Context): TypeForm {
  const scalar = scalars.find((known) => known === type);
  if (scalar) return { kind: scalar, isNullable: false };
  if (type === "array") return list(schema, name, context);
  const { properties, patternProperties = {}, additionalProperties = true } = schema;
  if (properties) {
    const declared = context.declare(name, { ...schema, type: "object" }, context);
    return { kind: "reference", name: declared, isRecursive: false, isNullable: false };
  }
  const values = [
    ...Object.values(patternProperties),
    ...(typeof additionalProperties === "object" && !isAnything(additionalProperties)
      ? [additionalProperties]
      : []),
  ];
  const forms = values.map((below) => formOf(below, `${name}Value`, context));
  return { kind: "map", values: forms.length > 0 ? union(forms) : anything, isNullable: false };
}

const anything: TypeForm = { kind: "unknown", isNullable: true };

/** For a single position, the type of an item. */
function positionName({ title }: JsonSchema, all: readonly JsonSchema[], index: number, one: string): string {
  if (all.length === 1) return one;
  return one + (title === undefined ? `${index + 1}` : pascalCase(title));
}

function list(schema: JsonSchema, name: string, context: Context): TypeForm {
  const one = singular(name) === name ? `${name}Item` : singular(name);
  if (isTuple(schema)) {
    const { items, minItems = 0, additionalItems: tail = true } = schema;
    const rest = tail === true ? anything : tail === false ? undefined : formOf(tail, one, context);
    return {
      kind: "tuple",
      items: items.map((item, index) => formOf(item, positionName(item, items, index, one), context)),
      required: Math.min(minItems, items.length),
      ...(rest && { rest }),
      isNullable: false,
    };
  }
  const { items = true } = schema;
  const form = typeof items === "object" && !Array.isArray(items) ? formOf(items, one, context) : anything;
  return { kind: "list", items: form, isNullable: false };
}
