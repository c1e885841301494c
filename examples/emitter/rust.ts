import {
  createTypePrinter,
  type Declaration,
  definePlugin,
  snakeCase,
  typeDeclarations,
} from "stratum-codegen";

/** Writes `types.rs`: one struct per object. Members have Rust names; a comment has the name on the wire. */
export const rust = definePlugin({
  name: "rust",
  emit: (model, { header }) => ({
    "types.rs": [
      `// ${header}`,
      "",
      "/// Any value of JSON, as text.",
      "pub type Json = String;",
      ...typeDeclarations(model).flatMap((declared) => ["", ...declaration(declared)]),
      "",
    ].join("\n"),
  }),
});

const print = createTypePrinter({
  boolean: "bool",
  integer: "i64",
  number: "f64",
  string: "String",
  null: "()",
  unknown: "Json",
  list: (items) => `Vec<${items}>`,
  map: (values) => `std::collections::BTreeMap<String, ${values}>`,
  nullable: (type) => `Option<${type}>`,
  reference: (name, isRecursive) => (isRecursive ? `Box<${name}>` : name),
});

function declaration(declared: Declaration): string[] {
  const words = comment(declared.description);
  if ("type" in declared) return [...words, `pub type ${declared.name} = ${print(declared.type)};`];
  const members = declared.members.flatMap(({ name, isRequired, type, description }) => {
    const written = print(isRequired ? type : { ...type, isNullable: true });
    const own = snakeCase(name);
    const wire = own === name ? [] : comment(`On the wire: \`${name}\`.`);
    const field = reserved.has(own) ? `r#${own}` : own;
    return [...comment(description), ...wire, `pub ${field}: ${written},`].map((line) => `    ${line}`);
  });
  return [...words, `pub struct ${declared.name} {`, ...members, "}"];
}

const reserved = new Set([
  "as",
  "fn",
  "for",
  "in",
  "loop",
  "match",
  "mod",
  "move",
  "ref",
  "type",
  "use",
  "where",
]);

function comment(text: string | undefined): string[] {
  return text === undefined ? [] : text.split("\n").map((line) => `/// ${line}`.trimEnd());
}
