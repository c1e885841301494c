import { readdir, readFile } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createJiti, type Jiti } from "jiti";
import type { Problem } from "../check/problem.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Origins } from "../document/origin.js";
import { pointer } from "../document/pointer.js";
import type { MethodDefinition } from "../schema/method.js";
import type { ProtocolDefinition } from "../schema/protocol.js";
import { definitionFaults } from "./check-definition.js";
import { openRpcMethod } from "./definition.js";
import { createHoist } from "./hoist.js";
import type { Loaded } from "./loaded.js";

const modulePattern = /(?<!\.d|\.test)\.[cm]?[jt]s$/;

/**
 * Loads a folder of schema modules. A module's default export is what `method` or `protocol`
 * returned; a module without one holds shapes that others import.
 */
export async function loadModules(folder: string): Promise<Loaded> {
  const files = await moduleFiles(folder);
  const problems: Problem[] = [];
  const origins: Origins = new WeakMap();
  const jiti = freshJiti(folder);
  const hoist = createHoist((name) => problems.push(shapeClash(display(folder), name)));
  const document: OpenRpcDocument = {
    openrpc: "1.4.1",
    info: { title: basename(resolve(folder)), version: "0.0.0" },
    methods: [],
    components: { schemas: hoist.components },
  };

  for (const path of files) {
    const file = display(path);
    const definition = await importDefinition(jiti, path, problems);
    if (definition?.kind === "protocol") {
      const { kind, ...info } = definition;
      document.info = info;
    } else if (definition?.kind === "method") {
      const found = definitionFaults(definition);
      problems.push(...found.map((finding): Problem => ({ severity: "error", file, ...finding })));
      if (found.length > 0) continue;
      const method = openRpcMethod(definition, hoist);
      origins.set(method, { file, pointer: (within) => authorsPointer(definition, within) });
      document.methods.push(method);
    }
  }
  if (document.methods.length === 0 && problems.length === 0) problems.push(noMethods(display(folder)));
  for (const [name, schema] of Object.entries(hoist.components)) {
    origins.set(schema, { file: display(folder), pointer: (within) => `${pointer("", name)}${within}` });
  }
  origins.set(document, { file: display(folder), pointer: () => "" });
  return {
    document,
    origins,
    problems,
    files: [...new Set([...files, ...imported(jiti)])],
    notes: () => [],
    unreached: [],
  };
}

/** Evaluates each module once per load, so that watching sees changes. */
function freshJiti(folder: string): Jiti {
  const jiti = createJiti(resolve(folder, "schemas.js"), { interopDefault: false });
  for (const path of Object.keys(jiti.cache)) if (!path.includes("node_modules")) delete jiti.cache[path];
  return jiti;
}

/** Files outside the folder that the modules import. */
function imported(jiti: Jiti): string[] {
  return Object.keys(jiti.cache).filter((path) => !path.includes("node_modules"));
}

async function moduleFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => modulePattern.test(name) && !name.includes("node_modules"))
    .sort()
    .map((name) => resolve(folder, name));
}

type Definition = MethodDefinition | ProtocolDefinition;

async function importDefinition(
  jiti: Jiti,
  path: string,
  problems: Problem[],
): Promise<Definition | undefined> {
  let module: { default?: unknown };
  try {
    module = await jiti.import(path);
  } catch (error) {
    const problem = await notLoaded(path, error);
    if (!problems.some((known) => isDeepStrictEqual(known, problem))) problems.push(problem);
    return undefined;
  }
  if (module.default === undefined) return undefined;
  if (isDefinition(module.default)) return module.default;
  problems.push({
    severity: "error",
    file: display(path),
    pointer: "",
    message: `the default export is ${describe(module.default)}`,
    expected: 'what method() or protocol() of "stratum-codegen" returns',
    hint: "export default method(name, { summary, params, result }), or export shapes by name only",
  });
  return undefined;
}

/** The position that the parser reports, in this module or in one that it imports. */
async function notLoaded(path: string, error: unknown): Promise<Problem> {
  const [message = "", ...others] = (error instanceof Error ? error.message : String(error)).split("\n");
  const [, file, line, column] = others.join("\n").match(/^ (.+):(\d+):(\d+)$/m) ?? [];
  const rows = file === undefined ? [] : (await readFile(file, "utf8")).split(/\r?\n/);
  const place = { line: Number(line), column: Number(column) + 1, text: rows[Number(line) - 1] ?? "" };
  return {
    severity: "error",
    file: display(file ?? path),
    pointer: "",
    ...(file !== undefined && { place }),
    message: `the module can't be loaded: ${message.trim()}`,
    expected: "a module that Node.js can import",
    hint: "run the module alone to see why",
  };
}

/** Tests the mark, not the class: a schema module may load its own copy of this package. */
function isDefinition(value: unknown): value is Definition {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "method" || value.kind === "protocol";
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return value === null ? "null" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

function noMethods(file: string): Problem {
  return {
    severity: "error",
    file,
    pointer: "",
    message: "no methods found",
    expected: "at least one method",
    hint: "create one: npx stratum method mining.hashrate",
  };
}

function shapeClash(file: string, name: string): Problem {
  return {
    severity: "error",
    file,
    pointer: pointer("", name),
    message: `two different shapes have the $id ${JSON.stringify(name)}`,
    expected: "one shape per name",
    hint: "give one of them another $id, or import the same constant in both places",
  };
}

/** `/params/0/schema/pattern` of the document is `/params/worker/pattern` in the module. */
function authorsPointer({ params = {}, examples = [] }: MethodDefinition, within: string): string {
  const named = (head: string, given: object, index: string, found: string) => {
    const name = Object.keys(given)[Number(index)];
    return name === undefined ? found : pointer(head, name);
  };
  return within
    .replace(/^\/params\/(\d+)/, (found, index) => named("/params", params, index, found))
    .replace(/^(\/examples\/(\d+)\/params)\/(\d+)/, (found, head, at, index) =>
      named(head, examples[at]?.params ?? {}, index, found),
    )
    .replace(/^(\/params\/[^/]+|\/result)\/schema/, "$1")
    .replace(/^(\/examples\/\d+\/(?:params\/[^/]+|result))\/value/, "$1");
}

function display(path: string): string {
  return relative(process.cwd(), path) || ".";
}
