import { definePlugin, type JsonSchema, type Shape } from "stratum-codegen";

/** `shapes.rs`: a struct for each named object, an enum for named texts, an alias for the rest. Any rustc compiles it. */
export const rust = definePlugin({
  name: "rust",
  emit: ({ title, shapes }, { header }) => {
    const known = new Map(shapes.map((shape) => [shape.name, shape.schema]));
    const structs = shapes.flatMap((shape) => ["", ...declaration(shape, known)]);
    return {
      "shapes.rs": [
        `// ${header}`,
        `//! The shapes of ${title}. With the feature \`serde\` they are read from JSON and written to it.`,
        "#![allow(dead_code)]",
        "",
        "/// What no shape describes.",
        '#[cfg(feature = "serde")]',
        "pub type Json = serde_json::Value;",
        '#[cfg(not(feature = "serde"))]',
        "pub type Json = String;",
        ...structs,
        "",
      ].join("\n"),
    };
  },
});

type Known = ReadonlyMap<string, JsonSchema>;

const derive = [
  "#[derive(Clone, Debug, PartialEq)]",
  '#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]',
];

function declaration({ name, schema }: Shape, known: Known): string[] {
  const docs = comment(schema.description, "");
  const values = schema.enum?.filter((value) => typeof value === "string") ?? [];
  if (values.length > 0 && values.length === schema.enum?.length)
    return [...docs, ...derive, `pub enum ${pascal(name)} {`, ...values.flatMap(variant), "}"];
  if (!schema.properties) return [...docs, `pub type ${pascal(name)} = ${type(schema, known, name)};`];
  const members = Object.entries(schema.properties).flatMap(([member, below]) =>
    field(member, below, schema.required?.includes(member) ?? false, known, name),
  );
  return [...docs, ...derive, `pub struct ${pascal(name)} {`, ...members, "}"];
}

function variant(value: string): string[] {
  return [`    ${rename(value)}`, `    ${pascal(value)},`];
}

function field(
  member: string,
  schema: JsonSchema,
  isRequired: boolean,
  known: Known,
  within: string,
): string[] {
  const text = type(schema, known, within);
  const isOptional = !isRequired && !text.startsWith("Option<");
  const name = snake(member);
  return [
    ...comment(schema.description, "    "),
    ...(name === member ? [] : [`    ${rename(member)}`]),
    `    pub ${name}: ${isOptional ? `Option<${text}>` : text},`,
  ];
}

function type(schema: JsonSchema, known: Known, within: string): string {
  const { $ref, anyOf = [], items, additionalProperties } = schema;
  if ($ref !== undefined) {
    const name = $ref.replace(/^.*\//, "");
    return leadsTo(name, within, known) ? `Box<${pascal(name)}>` : pascal(name);
  }
  const others = anyOf.filter((branch) => branch.type !== "null");
  if (others.length === 1 && others[0]) return `Option<${type(others[0], known, within)}>`;
  if (Array.isArray(schema.type)) {
    const [only, ...rest] = schema.type.filter((name) => name !== "null");
    return only !== undefined && rest.length === 0
      ? `Option<${type({ ...schema, type: only }, known, within)}>`
      : "Json";
  }
  if (Array.isArray(items)) return `(${items.map((item) => `${type(item, known, within)},`).join(" ")})`;
  if (schema.type === "array") return `Vec<${typeof items === "object" ? type(items, known, "") : "Json"}>`;
  if (schema.type === "object" && typeof additionalProperties === "object")
    return `std::collections::HashMap<String, ${type(additionalProperties, known, "")}>`;
  const plain: Record<string, string> = {
    boolean: "bool",
    integer: "i64",
    null: "()",
    number: "f64",
    string: "String",
  };
  return plain[schema.type ?? ""] ?? "Json";
}

/** Whether a struct would hold itself: Rust wants it in a box. Lists and maps have their own place in memory. */
function leadsTo(name: string, target: string, known: Known, seen = new Set<string>()): boolean {
  if (name === target) return true;
  if (seen.has(name)) return false;
  seen.add(name);
  const { properties = {}, anyOf = [] } = known.get(name) ?? {};
  const held = [...Object.values(properties).flatMap((below) => [below, ...(below.anyOf ?? [])]), ...anyOf];
  return held.some(
    ({ $ref }) => $ref !== undefined && leadsTo($ref.replace(/^.*\//, ""), target, known, seen),
  );
}

function comment(words: string | undefined, indent: string): string[] {
  return (words ?? "").split("\n").flatMap((line) => (line === "" ? [] : [`${indent}/// ${line}`]));
}

function rename(name: string): string {
  return `#[cfg_attr(feature = "serde", serde(rename = ${JSON.stringify(name)}))]`;
}

const reserved = new Set(
  "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut pub ref return self static struct super trait true type unsafe use where while async await dyn".split(
    " ",
  ),
);

/** `jobId` becomes `job_id`, and a word of Rust's own gets a `_`. */
function snake(name: string): string {
  const plain = name
    .replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital}`)
    .toLowerCase()
    .replace(/\W/g, "_");
  if (/^\d/.test(plain)) return `_${plain}`;
  return reserved.has(plain) ? `${plain}_` : plain;
}

function pascal(name: string): string {
  const words = name.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  const text = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]/.test(text) ? text : `V${text}`;
}
