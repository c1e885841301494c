import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  defineReader,
  diff,
  formatProblem,
  generate,
  lintInputs,
  type OpenRpcDocument,
  type Problem,
  type Reader,
} from "../../../codegen/index.js";
import { load } from "../../../codegen/load/load.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { documentOf, param, request } from "../inline.js";
import { withHttp } from "../node.js";

/** A description in a format of its own: calls with the names of their parameters. */
interface Calls {
  readonly calls: readonly { readonly name: string; readonly takes: readonly string[] }[];
}

const calls = defineReader({
  name: "calls",
  accepts: (value): value is Calls => typeof value === "object" && value !== null && "calls" in value,
  read: ({ calls }, { from }) =>
    documentOf({
      methods: calls.map((call) =>
        from(
          call,
          request(
            call.name,
            call.takes.map((name) => param(name)),
            { $ref: "#/components/schemas/Any" },
          ),
        ),
      ),
      schemas: { Any: {} },
    }),
});

const description = { calls: [{ name: "add", takes: ["a", "b"] }] };

/** A reader that accepts everything. */
function reader(read: Reader["read"]): Reader {
  return defineReader({ name: "mine", accepts: () => true, read });
}

/** Runs something with files in a folder, with their paths. */
function withFiles<T>(files: Record<string, string>, run: (paths: string[]) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    await write(folder, files);
    return run(Object.keys(files).map((name) => join(folder, name)));
  });
}

async function methodsIn(inputs: readonly string[], readers: readonly Reader[]) {
  const { document, problems } = await load(inputs, { readers });
  expect(problems).toEqual([]);
  return document.methods.map(({ name, params }) => [name, ...params.map((param) => param.name)]);
}

/** What generation says is wrong with a text, with the file as seen from its folder. */
function wrong(text: string, readers: readonly Reader[]): Promise<readonly Problem[]> {
  return withFiles({ "api.json": text }, async (inputs) => {
    const problems = await problemsOf(generate({ inputs, output: "unused", readers }));
    return problems.map((problem) => ({ ...problem, file: problem.file.replace(/^.*\//, "") }));
  });
}

describe("a reader", () => {
  it("turns an input that it accepts into OpenRPC", async () => {
    const texts = {
      "api.json": JSON.stringify(description),
      "more.yaml": "calls: [{ name: sub, takes: [c] }]",
    };
    await withFiles(texts, async (inputs) => {
      expect(await methodsIn(inputs, [calls])).toEqual([
        ["add", "a", "b"],
        ["sub", "c"],
      ]);
    });
  });

  it("reads what comes from the network, too", async () => {
    await withHttp(
      (_request, response) => response.end(JSON.stringify(description)),
      async (host) => {
        expect(await methodsIn([`http://${host}/calls.json`], [calls])).toEqual([["add", "a", "b"]]);
      },
    );
  });

  it("is not asked to read what it does not accept: OpenRPC passes", async () => {
    const document = documentOf({ methods: [request("get")] });
    const texts = { "a.json": JSON.stringify(document), "b.json": JSON.stringify(description) };
    await withFiles(texts, async (inputs) => {
      expect(await methodsIn(inputs, [calls])).toEqual([["add", "a", "b"], ["get"]]);
    });
  });

  it("comes first where several accept an input and it is listed first", async () => {
    const other = reader(() => documentOf({ methods: [request("other")] }));
    await withFiles({ "api.json": JSON.stringify(description) }, async (inputs) => {
      expect(await methodsIn(inputs, [calls, other])).toEqual([["add", "a", "b"]]);
      expect(await methodsIn(inputs, [other, calls])).toEqual([["other"]]);
    });
  });

  it("may take its time, and gets the input's name", async () => {
    const slow = reader(async (_value, { file }) =>
      documentOf({ methods: [request(file.replace(/^.*\//, ""))] }),
    );
    await withFiles({ "api.json": "5" }, async (inputs) => {
      expect(await methodsIn(inputs, [slow])).toEqual([["api.json"]]);
    });
  });

  it("may leave members undefined", async () => {
    const sparse = reader(() => ({
      ...documentOf({ methods: [request("get", [], { type: "string", pattern: undefined })] }),
      components: undefined,
    }));
    await withFiles({ "api.json": "5" }, async (inputs) => {
      const { files } = await generate({ inputs, output: "unused", readers: [sparse] });
      expect(files.get("client.ts")).toContain("get(options?: CallOptions): Promise<string>;");
    });
  });

  it("has overlays laid over what it returns", async () => {
    const patches = [{ reason: "it is", method: "add", path: "", merge: { deprecated: true } }];
    const texts = { "api.json": JSON.stringify(description), "overlay.json": JSON.stringify({ patches }) };
    await withFiles(texts, async ([input = "", ...overlays]) => {
      const { document } = await load([input], { overlays, readers: [calls] });
      expect(document.methods.map(({ deprecated }) => deprecated)).toEqual([true]);
    });
  });

  it("serves comparing and linting", async () => {
    const now = { calls: [{ name: "add", takes: ["a", "b", "c"] }] };
    const texts = { "old.json": JSON.stringify(description), "new.json": JSON.stringify(now) };
    await withFiles(texts, async ([before = "", after = ""]) => {
      const changes = await diff(before, after, { readers: [calls] });
      expect(changes.map(({ pointer, methods }) => [pointer, methods])).toEqual([["/calls/0", ["add"]]]);
      expect(await lintInputs([after], { readers: [calls] })).toEqual([]);
    });
  });
});

describe("a problem of what a reader returned", () => {
  it("is reported at the part of the input that it was made from", async () => {
    const twice = {
      calls: [
        { name: "a", takes: [] },
        { name: "add", takes: ["x", "x"] },
      ],
    };
    const problems = await wrong(JSON.stringify(twice, null, 2), [calls]);
    expect(problems.map(formatProblem)).toEqual([
      [
        "api.json:7:5 /calls/1",
        `  error: duplicate parameter "x"; the first is at ${problems[0]?.message.split(" at ")[1]}`,
        "  7 |     {",
        "          ^",
        "  reader: calls, at /methods/1/params/1 of the document it returned",
        "  hint: rename or remove one of them",
      ].join("\n"),
    ]);
    expect(problems[0]?.message).toMatch(/api\.json:7:5 \/calls\/1$/);
  });

  it("is reported at the whole input where the reader says no more", async () => {
    const loose = reader(() =>
      documentOf({ methods: [request("a", [], { $ref: "#/components/schemas/None" })] }),
    );
    const [problem, ...others] = await wrong("[1]", [loose]);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      file: "api.json",
      pointer: "",
      place: { line: 1, column: 1 },
      made: { reader: "mine", pointer: "/methods/0/result/schema/$ref" },
      message: 'the reference "#/components/schemas/None" can\'t be followed: its target does not exist',
    });
  });

  it("is reported where the result is not OpenRPC", async () => {
    const broken = reader(() => ({ ...documentOf({ methods: [] }), openrpc: "3.0.0" }));
    const nothing = reader(() => JSON.parse("null"));
    const made = ({ message, made }: Problem) => [message, made];
    expect((await wrong("{}", [broken])).map(made)).toEqual([
      ['must match pattern "^1\\.[0-4]\\."', { reader: "mine", pointer: "/openrpc" }],
    ]);
    expect((await wrong("{}", [nothing])).map(made)).toEqual([
      ["of the wrong type", { reader: "mine", pointer: "" }],
    ]);
  });

  it("is printed by the rules of linting, too", async () => {
    await withFiles({ "api.json": JSON.stringify(description) }, async (inputs) => {
      const unused = reader((value, { from }) =>
        documentOf({ methods: [request("a")], schemas: { Unused: from(Object(value).calls[0], {}) } }),
      );
      const problems = await lintInputs(inputs, { readers: [unused] });
      expect(problems.map(({ rule, pointer, made }) => [rule, pointer, made?.pointer])).toEqual([
        ["unreachable-component", "/calls/0", "/components/schemas/Unused"],
      ]);
    });
  });
});

describe("a reader that fails", () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const fails = (): never => {
    throw new Error("on purpose");
  };

  it.each<[string, Reader, string | RegExp]>([
    ["on reading", reader(fails), "the reader mine failed: on purpose"],
    ["later", reader(async () => fails()), "the reader mine failed: on purpose"],
    [
      "on accepting",
      defineReader({ name: "mine", accepts: fails, read: () => documentOf({ methods: [] }) }),
      "the reader mine failed: on purpose",
    ],
    [
      "with a result that leads back to itself",
      reader((): OpenRpcDocument => ({ ...documentOf({ methods: [] }), "x-more": circular })),
      /^the reader mine failed: .*circular/,
    ],
  ])("%s is named, with the input", async (_when, failing, message) => {
    expect(await wrong("{}", [failing])).toEqual([
      {
        severity: "error",
        file: "api.json",
        pointer: "",
        message: expect.stringMatching(message),
        hint: expect.stringMatching(/^thrown in /),
      },
    ]);
  });

  it("does not hide a text that is not JSON", async () => {
    const [problem] = await wrong("{ a: [", [reader(fails)]);
    expect(problem?.expected).toBe("a JSON text");
  });
});

describe("an input that no reader accepts", () => {
  it("is refused with the names of the readers", async () => {
    const other = defineReader({
      name: "other",
      accepts: () => false,
      read: () => documentOf({ methods: [] }),
    });
    expect(await wrong('{ "swagger": "2.0" }', [calls, other])).toEqual([
      {
        severity: "error",
        file: "api.json",
        pointer: "",
        message: "the document is not OpenRPC, and no reader accepts it",
        expected: "OpenRPC 1.0 to 1.4, or a format of these readers: calls, other",
        hint: "check the function accepts of this format's reader",
      },
    ]);
  });

  it("is refused as ever where it says that it is OpenRPC", async () => {
    const problems = await wrong('{ "openrpc": "1.3.0" }', [calls]);
    expect(problems.map(({ message }) => message)).toEqual(['"info" is missing', '"methods" is missing']);
  });
});
