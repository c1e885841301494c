import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { formatProblem, type Generated, generate, type Problem } from "../../../codegen/index.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { documentOf, number, param, request, text } from "../inline.js";

const hex = { type: "string", pattern: "^[0-9a-f]+$" };
const document = documentOf({
  methods: [
    request("getinput", [param("n", number)], {
      type: "object",
      properties: { script: hex, inner: { type: "object", properties: { script: hex } } },
      required: ["script", "inner"],
    }),
    request("getraw", [param("id", hex)], { oneOf: [hex, { type: "array", items: hex }, text] }),
  ],
});

/** What comes of the document with these patches laid over it. */
async function patched(patches: unknown, texts: Record<string, unknown> = {}): Promise<Generated> {
  return withFolder(async (folder) => {
    await write(folder, { "api.json": JSON.stringify(document), "overlay.yaml": stringify({ patches }) });
    for (const [name, value] of Object.entries(texts)) await write(folder, { [name]: JSON.stringify(value) });
    const inputs = ["api.json", ...Object.keys(texts).filter((name) => name.startsWith("api"))].map((name) =>
      join(folder, name),
    );
    const overlays = ["overlay.yaml", ...Object.keys(texts).filter((name) => name.startsWith("overlay"))].map(
      (name) => join(folder, name),
    );
    return generate({ inputs, overlays, output: join(folder, "out") });
  });
}

/** The methods of the document that is generated, by name. */
async function methodsOf(patches: unknown, texts?: Record<string, unknown>) {
  const { files, warnings } = await patched(patches, texts);
  const { methods } = JSON.parse(files.get("openrpc.json") ?? "") as typeof document;
  expect(warnings).toEqual([]);
  return new Map(methods.map((method) => [method.name, method]));
}

const reason = "an empty script is an empty text";
const empty = { pattern: "^[0-9a-f]*$" };
const mended = { ...hex, ...empty };

/** What is said of a problem, with files as seen from their folder. */
function told(problems: readonly Problem[]): string[] {
  return problems.map((problem) => formatProblem({ ...problem, file: problem.file.replace(/^.*\//, "") }));
}

describe("a patch", () => {
  it("is merged at a path of a method", async () => {
    const methods = await methodsOf([
      { reason, method: "getinput", path: "/result/schema/properties/script", merge: empty },
    ]);
    expect(methods.get("getinput")?.result?.schema.properties).toEqual({
      script: mended,
      inner: { type: "object", properties: { script: hex } },
    });
  });

  it("may be for several methods, for all, and at every place below", async () => {
    const where = { pattern: hex.pattern };
    for (const method of [["getinput", "getraw"], "*"]) {
      const methods = await methodsOf([{ reason, method, path: "/result/**", where, merge: empty }]);
      expect(methods.get("getinput")?.result?.schema.properties).toEqual({
        script: mended,
        inner: { type: "object", properties: { script: mended } },
      });
      expect(methods.get("getraw")?.result?.schema.oneOf).toEqual([
        mended,
        { type: "array", items: mended },
        text,
      ]);
      expect(methods.get("getraw")?.params[0]?.schema).toEqual(hex);
    }
  });

  it("may be for every item", async () => {
    const path = "/result/schema/oneOf/*";
    const methods = await methodsOf([{ reason, method: "getraw", path, merge: { title: "T" } }]);
    expect(methods.get("getraw")?.result?.schema.oneOf?.map(({ title }) => title)).toEqual(["T", "T", "T"]);
  });

  it("removes members and items", async () => {
    const path = "/result/schema/oneOf/*";
    const methods = await methodsOf([
      { reason, method: "getinput", path: "/result/schema", merge: { required: null } },
      { reason, method: "getraw", path, where: { type: "string" }, merge: null },
    ]);
    expect(methods.get("getinput")?.result?.schema.required).toBeUndefined();
    expect(methods.get("getraw")?.result?.schema.oneOf).toEqual([{ type: "array", items: hex }]);
  });

  it("may be for the document itself, and for any of several documents", async () => {
    const other = documentOf({ methods: [request("other", [], hex)] });
    const patches = [
      { reason, path: "/info", merge: { title: "Mended" } },
      { reason, method: "other", path: "/result/schema", merge: empty },
    ];
    const { files } = await patched(patches, { "api2.json": other });
    const generated = JSON.parse(files.get("openrpc.json") ?? "") as typeof document;
    expect(generated.info.title).toBe("Mended");
    expect(generated.methods.find(({ name }) => name === "other")?.result?.schema).toEqual(mended);
  });

  it("comes after those of the overlays before it", async () => {
    const path = "/result/schema";
    const second = {
      patches: [{ reason, method: "getraw", path, where: { title: "1" }, merge: { title: "2" } }],
    };
    const methods = await methodsOf([{ reason, method: "getraw", path, merge: { title: "1" } }], {
      "overlay2.json": second,
    });
    expect(methods.get("getraw")?.result?.schema.title).toBe("2");
  });
});

describe("a patch that no longer applies", () => {
  it.each<[object, string, string]>([
    [{ method: "gone", path: "/result", merge: empty }, "method", 'unknown method "gone"'],
    [{ method: ["getraw", "gone"], path: "/result", merge: empty }, "method", 'unknown method "gone"'],
    [
      { method: "getraw", path: "/result/**", where: { pattern: "x" }, merge: empty },
      "where",
      "no value at the path matches where",
    ],
    [
      { method: "getraw", path: "/result/schema", merge: { type: null } },
      "merge",
      "the patch changes nothing",
    ],
  ])("because nothing is left to mend is a warning: %j", async (patch, member, message) => {
    const { warnings } = await patched([{ reason, ...patch }]);
    expect(warnings).toEqual([
      expect.objectContaining({
        severity: "warning",
        file: expect.stringMatching(/overlay\.yaml$/),
        pointer: `/patches/0/${member}`,
        place: expect.objectContaining({ line: expect.any(Number) }),
        message,
        hint: expect.stringMatching(/remove the patch/),
      }),
    ]);
  });

  it("because its path leads nowhere is an error, told with its place", async () => {
    const path = "/result/schema/properties/scripts";
    const problems = await problemsOf(patched([{ reason, method: "getinput", path, merge: empty }]));
    expect(told(problems)).toEqual([
      [
        "overlay.yaml:4:11 /patches/0/path",
        `  error: ${path} does not exist: the document has changed since the patch was written`,
        `  4 |     path: ${path}`,
        "                ^",
        "  hint: correct the path, or remove the patch",
      ].join("\n"),
    ]);
  });
});

describe("a patch on YAML", () => {
  it("changes what it names, and not what an alias repeats elsewhere", async () => {
    await withFolder(async (folder) => {
      const shared = { type: "string" };
      const aliased = documentOf({ methods: [request("a", [], shared), request("b", [], shared)] });
      expect(stringify(aliased)).toContain("*");
      const patches = [{ reason, method: "a", path: "/result/schema/type", merge: "number" }];
      await write(folder, { "api.yaml": stringify(aliased), "overlay.yaml": stringify({ patches }) });
      const [input = "", overlay = ""] = ["api.yaml", "overlay.yaml"].map((name) => join(folder, name));
      const { files } = await generate({ inputs: [input], overlays: [overlay], output: join(folder, "out") });
      const { methods } = JSON.parse(files.get("openrpc.json") ?? "") as typeof document;
      expect(methods.map(({ result }) => result?.schema)).toEqual([number, shared]);
    });
  });
});

describe("an overlay", () => {
  it("is told of everything that is wrong with it, with that of the document", async () => {
    const problems = await problemsOf(
      patched(
        [
          { method: "getraw", merge: {} },
          { reason, path: "result", merge: {}, mrege: {} },
        ],
        {
          "api2.json": { openrpc: "1.4.1", methods: [] },
        },
      ),
    );
    expect(
      problems.map(({ file, pointer, message }) => [file.replace(/^.*\//, ""), pointer, message]),
    ).toEqual([
      ["overlay.yaml", "/patches/0", '"reason" is missing'],
      ["overlay.yaml", "/patches/1", '"mrege" is not a known member'],
      ["overlay.yaml", "/patches/1/path", 'must match pattern "^(/|$)"'],
      ["api2.json", "", '"info" is missing'],
    ]);
  });

  it("can't be missing, and can't be laid over modules", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "api.json": JSON.stringify(document), "schemas/a.ts": "" });
      const overlays = [join(folder, "no.yaml")];
      const run = (input: string) =>
        problemsOf(generate({ inputs: [join(folder, input)], overlays, output: join(folder, "out") }));
      expect((await run("api.json")).map(({ message }) => message)).toEqual(["the overlay can't be read"]);
      expect((await run("schemas")).map(({ message }) => message)).toEqual([
        "an overlay can't be applied to a folder of schema modules",
      ]);
    });
  });

  it("stands in the header of what is generated, and is watched", async () => {
    const { files, sources } = await patched([{ reason, path: "/info", merge: { title: "Mended" } }]);
    expect(files.get("types.ts")?.split("\n")[0]).toBe(
      "// @generated by stratum 1.0.0 from ../api.json with ../overlay.yaml",
    );
    expect(sources.map((path) => path.replace(/^.*\//, ""))).toEqual(["api.json", "overlay.yaml"]);
  });
});
