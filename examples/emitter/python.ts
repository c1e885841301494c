import { definePlugin, type JsonSchema, type Method, type Param } from "stratum-codegen";

/** Writes `client.py`: a class with one function per method, for any transport. */
export const python = definePlugin({
  name: "python",
  emit: ({ title, methods }, { header }) => ({
    "client.py": [
      `# ${header}`,
      "from typing import Any, Callable, Optional",
      "",
      "",
      `class ${title.replace(/\W/g, "")}:`,
      `    """${words(title)}: \`send\` gets a method's name and its parameters, and returns its result."""`,
      "",
      "    def __init__(self, send: Callable[[str, Any], Any]) -> None:",
      "        self._send = send",
      ...methods.filter(({ direction }) => direction !== "serverToClient").flatMap(stub),
      "",
    ].join("\n"),
  }),
});

function stub({ name, path, params, result, structure, docs }: Method): string[] {
  const sorted = [...params].sort((a, b) => Number(b.required) - Number(a.required));
  const takes = ["self", ...sorted.map(parameter)].join(", ");
  const given = params.map((param) => identifier(param.name));
  const members = params.map(({ wireName }, index) => `${JSON.stringify(wireName)}: ${given[index]}`);
  const sent = structure === "name" ? `{${members.join(", ")}}` : `[${given.join(", ")}]`;
  return [
    "",
    `    def ${identifier(path.join("_"))}(${takes}) -> ${result ? hint(result.schema) : "None"}:`,
    ...(docs.summary ? [`        """${words(docs.summary)}"""`] : []),
    `        ${result ? "return " : ""}self._send(${JSON.stringify(name)}, ${sent})`,
  ];
}

function parameter({ name, schema, required }: Param): string {
  const type = hint(schema);
  return `${identifier(name)}: ${required ? type : `Optional[${type}] = None`}`;
}

/** A type hint, for readers and tools; Python itself doesn't check it. */
function hint({ type, items }: JsonSchema): string {
  if (type === "array")
    return `list[${typeof items === "object" && !Array.isArray(items) ? hint(items) : "Any"}]`;
  const hints: Record<string, string> = {
    boolean: "bool",
    integer: "int",
    null: "None",
    number: "float",
    object: "dict[str, Any]",
    string: "str",
  };
  return (typeof type === "string" ? hints[type] : undefined) ?? "Any";
}

const reserved = new Set([
  "class",
  "def",
  "del",
  "from",
  "global",
  "in",
  "is",
  "lambda",
  "not",
  "pass",
  "None",
]);

/** `getBlock` becomes `get_block`; reserved words get the suffix `_`. */
function identifier(name: string): string {
  const snake = name.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital}`).toLowerCase();
  const plain = snake.replace(/\W/g, "_");
  return reserved.has(plain) ? `${plain}_` : plain;
}

function words(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"""', "'''");
}
