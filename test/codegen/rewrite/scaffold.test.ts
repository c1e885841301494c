import { execFile } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../../codegen/generate.js";
import { contractsIn } from "../../../codegen/rewrite/contracts.js";
import { type ScaffoldOptions, scaffoldHandlers } from "../../../codegen/rewrite/scaffold.js";
import { stratum } from "../command.js";
import { compile } from "../compiler.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { documentOf, notification, param, request } from "../inline.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const contracts = [
  { name: "tasks.add", params: "TasksAddParams", summary: "Adds a task.", optional: false },
  { name: "tasks.list", optional: false },
  { name: "tasks.watch", optional: true },
];

function scaffold(text: string | undefined, more: Partial<ScaffoldOptions> = {}) {
  return scaffoldHandlers({ file: "src/handlers.ts", text, contracts, generated: "generated", ...more });
}

const add = ['  "tasks.add": ({ title }) => title,', "};"];
const typed = [
  'import { RpcError } from "stratum";',
  'import type { ServerHandlers } from "../generated/index.js";',
  "",
];

describe("a file that has some of the handlers", () => {
  it("gets the others behind them", () => {
    const before = [...typed, "export const handlers: ServerHandlers<unknown> = {", ...add, ""].join("\n");
    const { text, added } = scaffold(before);
    expect(added).toEqual(["tasks.list"]);
    expect(text).toBe(
      before.replace(
        "title,\n",
        `title,
  "tasks.list": () => {
    throw new RpcError("METHOD_NOT_FOUND", "tasks.list is not implemented yet");
  },
`,
      ),
    );
  });

  it("keeps its indentation, quotes, line ends, and goes without semicolons and last commas as it does", () => {
    const before = [
      "import { RpcError as Refusal } from 'stratum'",
      "import { serve } from 'stratum/rpc'",
      "import { protocol } from '../generated/index.js'",
      "",
      "await serve(protocol, {",
      "\thandlers: {",
      "\t\t'tasks.list'() {",
      "\t\t\treturn []",
      "\t\t}",
      "\t}",
      "})",
      "",
    ].join("\r\n");
    expect(scaffold(before).text.split("\r\n").slice(6, 15)).toEqual([
      "\t\t'tasks.list'() {",
      "\t\t\treturn []",
      "\t\t},",
      "\t\t/** Adds a task. */",
      "\t\t'tasks.add'(_params) {",
      "\t\t\tthrow new Refusal('METHOD_NOT_FOUND', 'tasks.add is not implemented yet')",
      "\t\t}",
      "\t}",
      "})",
    ]);
  });

  it.each([
    ["satisfies", "export const api = {\n", "} satisfies ServerHandlers<unknown>;"],
    ["a function's result", "export function make(): ServerHandlers<unknown> {\n  return {\n", "  };\n}"],
    ["an arrow function's result", "export const make = (): ServerHandlers<unknown> => ({\n", "});"],
    ["an alias", "type Mine = ServerHandlers<unknown>;\nexport const all: Mine = {\n", "};"],
    ["new", "export const s = new StratumServer({\n  handlers: {\n", "  },\n});"],
    ["a class", "export class A implements ServerHandlers<unknown> {\n", "}"],
    ["a class's property", "export class A {\n  readonly handlers: ServerHandlers<unknown> = {\n", "  };\n}"],
  ])("is found by %s", (_, head, end) => {
    const before = `${typed.join("\n")}\n${head}${end}\n`;
    const { text, added } = scaffold(before);
    expect(added).toEqual(["tasks.add", "tasks.list"]);
    expect(withoutInsertions(text, before)).toBe(before);
    expect(text.endsWith(`${end}\n`)).toBe(true);
    expect(scaffold(text)).toEqual({ text, added: [], obsolete: [] });
  });

  it("gets types for parameters where nothing else says what they are", () => {
    const before = 'import { RpcError } from "stratum/rpc";\n\nconst handlers = {};\n';
    expect(scaffold(before).text).toBe(`import { RpcError } from "stratum/rpc";
import type { TasksAddParams } from "../generated/index.js";

const handlers = {
  /** Adds a task. */
  "tasks.add": (_params: TasksAddParams) => {
    throw new RpcError("METHOD_NOT_FOUND", "tasks.add is not implemented yet");
  },
  "tasks.list": () => {
    throw new RpcError("METHOD_NOT_FOUND", "tasks.list is not implemented yet");
  },
};
`);
  });

  it("may have them in spread objects, of its own and of a file that it imports", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "list.ts": 'export const list = { "tasks.list": () => [] };\n' });
      const text = [
        'import { list } from "./list.js";',
        'const adding = { "tasks.add": () => 1 };',
        "export const handlers = { ...list, ...adding };",
      ].join("\n");
      expect(scaffold(text, { file: join(folder, "handlers.ts") }).added).toEqual([]);
    });
  });

  it("keeps its byte order mark", () => {
    const before = "const handlers = {};\n";
    expect(scaffold(`\uFEFF${before}`).text).toBe(`\uFEFF${scaffold(before).text}`);
  });

  it("is refused where it can't be seen what a spread object brings", async () => {
    const text = 'import { rest } from "rest";\nexport const handlers = { ...rest };\n';
    const [problem] = await problemsOf(Promise.resolve().then(() => scaffold(text)));
    expect(problem?.message).toBe("line 2: can't determine the handlers in ...rest");
  });

  it("is told of handlers that no method has any more, but for those of other protocols", () => {
    const gone = ['  "tasks.gone": () => 1,', '  "mining.submit": () => true,'];
    const before = [...typed, "export const handlers: ServerHandlers<unknown> = {", ...gone, ...add].join(
      "\n",
    );
    const { obsolete } = scaffold(before, { elsewhere: new Set(["mining.submit"]) });
    expect(obsolete).toEqual([{ name: "tasks.gone", line: 5 }]);
  });
});

describe("another protocol's handlers in the file", () => {
  it("are left alone", () => {
    const before = [
      'import type { ServerHandlers } from "../generated/index.js";',
      'import type { ServerHandlers as Others } from "../others/index.js";',
      "const others: Others<unknown> = {};",
      "const own: ServerHandlers<unknown> = {};",
    ].join("\n");
    expect(scaffold(before).text).toContain("const others: Others<unknown> = {};");
  });

  it("are an error where nothing tells them apart", async () => {
    const text = "const aHandlers = {};\nconst bHandlers = {};\n";
    const [problem] = await problemsOf(Promise.resolve().then(() => scaffold(text)));
    expect(problem?.message).toBe("two objects may hold the handlers, at lines 1 and 2");
  });
});

describe("a file that can't be scaffolded", () => {
  it.each([
    ["src/handlers.ts", "const handlers = {\n", "syntax error: '}' expected."],
    ["src/handlers.ts", "// @generated by stratum 1.0.0 from api.json\n", "the file is generated"],
    ["generated/mine.ts", undefined, "the file is generated"],
    ["src/handlers.txt", undefined, "the file is not TypeScript"],
  ])("is refused: %s %j", async (file, text, message) => {
    const [problem] = await problemsOf(Promise.resolve().then(() => scaffold(text, { file })));
    expect(problem?.message).toContain(message);
  });
});

/** A file of handlers in any style. */
const files = fc
  .record({
    indent: fc.constantFrom("  ", "    ", "\t"),
    quote: fc.constantFrom('"', "'"),
    semicolon: fc.constantFrom(";", ""),
    newline: fc.constantFrom("\n", "\r\n"),
    comma: fc.constantFrom(",", ""),
    comment: fc.constantFrom("", " // its }", " /* { */"),
    members: fc.subarray(["tasks.add", "tasks.list", "tasks.gone", "more"]),
    form: fc.constantFrom("arrow", "method", "function", "name"),
    isOneLine: fc.boolean(),
    frame: fc.constantFrom("const", "typed", "satisfies", "serve", "class", "none"),
    header: fc.constantFrom("", "// A header.", "#!/usr/bin/env node", "/** Licence */"),
  })
  .map(({ indent, quote, semicolon, newline, comma, comment, members, form, isOneLine, frame, header }) => {
    const value = (name: string) => {
      const key = quote + name + quote;
      if (frame === "class") return `${key}() { return 1 }`;
      if (form === "name") return `${key}: other`;
      return form === "method"
        ? `${key}() { return 1 }`
        : `${key}: ${form === "arrow" ? "() => 1" : "function () { return 1 }"}`;
    };
    const gap = isOneLine ? " " : newline + indent;
    const list = members.map(value).join(frame === "class" ? gap : `,${gap}`);
    const end = isOneLine ? " " : `${comment}${newline}`;
    const body = `{${gap}${list}${frame === "class" || members.length === 0 ? "" : comma}${end}}`;
    const frames = {
      const: `export const handlers = ${body}${semicolon}`,
      typed: `export const api: ServerHandlers<unknown> = ${body}${semicolon}`,
      satisfies: `export const api = ${body} satisfies ServerHandlers<unknown>${semicolon}`,
      serve: `serve(protocol, { handlers: ${body} })${semicolon}`,
      class: `export class Api implements ServerHandlers<unknown> ${body}`,
      none: `const other = 1${semicolon}`,
    };
    const imports = [
      `import { serve } from ${quote}stratum/rpc${quote}${semicolon}`,
      `import { protocol, type ServerHandlers } from ${quote}../generated/index.js${quote}${semicolon}`,
      `const other = () => 1${semicolon}`,
    ];
    return [...(header ? [header] : []), ...imports, frames[frame], ""].join(newline);
  });

describe("any file", () => {
  it("keeps every character that it had, has all handlers afterwards, and is not changed twice", () => {
    fc.assert(
      fc.property(files, (before) => {
        const { text } = scaffold(before);
        expect(withoutInsertions(text, before)).toBe(before);
        expect(text).toContain("tasks.add");
        expect(scaffold(text)).toMatchObject({ text, added: [] });
      }),
      { numRuns: 60 },
    );
  });
});

/** What of a text stands in another one, in its order: all of it where nothing was taken out. */
function withoutInsertions(text: string, before: string): string {
  let at = 0;
  for (const character of text) if (character === before[at]) at++;
  return before.slice(0, at);
}

describe("a new file", () => {
  const methods = [
    request("tasks.add", [param("title")], { type: "number" }, { summary: "Adds a task." }),
    request("tasks.list", [], { type: "array", items: { type: "string" } }),
    notification("tasks.log", [param("line")]),
    request("tasks.changed", [], undefined, { "x-direction": "serverToClient" }),
  ];

  it("compiles under strict, serves, and refuses what is not written yet", async () => {
    await withFolder(async (folder) => {
      await write(folder, {
        "api.json": JSON.stringify(documentOf({ methods })),
        "package.json": '{"type":"module"}',
        "server.ts": [
          'import { connect, serve } from "stratum/rpc";',
          'import { protocol } from "./generated/index.js";',
          'import { handlers } from "./src/handlers.js";',
          'const server = await serve(protocol, { listen: "tcp://127.0.0.1:0", handlers });',
          'const client = await connect(server.urls[0] ?? "", protocol);',
          'await client.tasks.add({ title: "a" }).catch((error) => console.log(error.wireCode, error.message));',
          "client.close();",
          "await server.close();",
        ].join("\n"),
      });
      await mkdir(join(folder, "node_modules"));
      await symlink(root, join(folder, "node_modules/stratum"));
      await symlink(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
      const args = ["generate", "api.json", "--out", "generated", "--scaffold", "src/handlers.ts"];

      const dry = await stratum([...args, "--dry-run"], folder);
      expect(dry.stdout).toContain(
        "src/handlers.ts: 3 handlers would be added: tasks.add, tasks.list, tasks.log\n",
      );
      expect((await stratum([...args, "--check"], folder)).code).toBe(1);

      const first = await stratum(args, folder);
      expect(first).toMatchObject({ code: 0, stderr: "" });
      expect(first.stdout).toContain("src/handlers.ts: 3 handlers added: tasks.add, tasks.list, tasks.log\n");
      const text = await readFile(join(folder, "src/handlers.ts"), "utf8");
      const second = await stratum(args, folder);
      expect(second.stdout).toContain("src/handlers.ts: no handlers missing\n");
      expect(await readFile(join(folder, "src/handlers.ts"), "utf8")).toBe(text);
      expect((await stratum([...args, "--check"], folder)).code).toBe(0);

      expect(await complaintsOf(folder)).toEqual([]);
      const program = [join(root, "node_modules/jiti/lib/jiti-cli.mjs"), join(folder, "server.ts")];
      const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: folder });
      expect(stdout).toBe("-32601 tasks.add is not implemented yet\n");
    });
  }, 60_000);

  it("has each form of handler in code that compiles", async () => {
    await withFolder(async (folder) => {
      await write(folder, {
        "api.json": JSON.stringify(documentOf({ methods })),
        "package.json": '{"type":"module"}',
      });
      await mkdir(join(folder, "node_modules"));
      await symlink(root, join(folder, "node_modules/stratum"));
      await symlink(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
      const output = join(folder, "generated");
      const { files } = await generate({ inputs: [join(folder, "api.json")], output });
      for (const [path, text] of files) await write(output, { [path]: text });
      const import_ = 'import { protocol, type ServerHandlers } from "./generated/index.js";\n';
      const forms = {
        "plain.ts": "export const handlers = {};\n",
        "satisfies.ts": "export const handlers = {} satisfies ServerHandlers<unknown>;\n",
        "class.ts": "export class Tasks implements ServerHandlers<unknown> {\n}\n",
        "inline.ts": 'import { serve } from "stratum/rpc";\nawait serve(protocol, { handlers: {} });\n',
        "nothing.ts": "export const other = 1;\n",
      };
      for (const [name, before] of Object.entries(forms)) {
        const file = join(folder, name);
        const text = `${before.includes("serve(") || before.includes("Server") ? import_ : ""}${before}`;
        const known = contractsIn(files.get("handlers.ts") ?? "");
        await write(folder, {
          [name]: scaffoldHandlers({ file, text, contracts: known, generated: output }).text,
        });
      }
      expect(await complaintsOf(folder)).toEqual([]);
    });
  }, 60_000);
});

function complaintsOf(folder: string) {
  const types = { target: "es2023", lib: ["es2023"], types: ["node"], module: "nodenext" };
  const strict = { strict: true, noUnusedParameters: true, noImplicitReturns: true };
  return compile(folder, {
    compilerOptions: { ...types, ...strict, noEmit: true, skipLibCheck: true },
    include: ["**/*.ts"],
  });
}

describe("stratum method --handler", () => {
  it("writes the schema and the handler in one go", async () => {
    await withFolder(async (folder) => {
      await write(folder, {
        "src/handlers.ts": "export const handlers = {\n  'mining.submit': () => true\n}\n",
      });
      const { code, stdout } = await stratum(
        ["method", "mining.rate", "--handler", "src/handlers.ts"],
        folder,
      );
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: `schemas/mining/rate.ts
src/handlers.ts: 1 handler added: mining.rate

Describe its parameters and result there, then run: npx stratum generate schemas --out generated
`,
      });
      expect(
        await readFile(join(folder, "src/handlers.ts"), "utf8"),
      ).toBe(`import { RpcError } from 'stratum/rpc'
import type { MiningRateParams } from '../generated/index.js'

export const handlers = {
  'mining.submit': () => true,
  'mining.rate': (_params: MiningRateParams) => {
    throw new RpcError('METHOD_NOT_FOUND', 'mining.rate is not implemented yet')
  }
}
`);
    });
  });

  it("writes neither where one can't be written", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "handlers.ts": "export const handlers = {" });
      const { code, stderr } = await stratum(["method", "mining.rate", "--handler", "handlers.ts"], folder);
      expect(code).toBe(1);
      expect(stderr).toContain("handlers.ts:1:26\n  error: syntax error");
      expect((await stratum(["method", "mining.rate"], folder)).code).toBe(0);
    });
  });
});
