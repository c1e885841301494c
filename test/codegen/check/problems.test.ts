import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatProblem, generate, type Problem } from "../../../codegen/index.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { documentOf, param, request, text } from "../inline.js";

/** What is wrong with a text, as it is told, with files as seen from their folder. */
async function told(content: string, name = "api.json"): Promise<string[]> {
  return withFolder(async (folder) => {
    await write(folder, { [name]: content });
    const found = await problemsOf(generate({ inputs: [join(folder, name)], output: join(folder, "out") }));
    return found.map((problem) => formatProblem({ ...problem, file: name }));
  });
}

/** What is wrong with a document, without the code frames. */
async function problems(document: unknown): Promise<Partial<Problem>[]> {
  return withFolder(async (folder) => {
    await write(folder, { "api.json": JSON.stringify(document) });
    const found = await problemsOf(
      generate({ inputs: [join(folder, "api.json")], output: join(folder, "out") }),
    );
    return found.map(({ pointer, message, expected }) => ({
      pointer,
      message,
      ...(expected && { expected }),
    }));
  });
}

describe("a misspelled extension of this project", () => {
  const method = { name: "get", params: [], result: { name: "r", schema: { type: "number" } } };

  it.each([
    ["x-directoin", "x-direction"],
    ["x-optionl", "x-optional"],
  ])("is an error: %s", async (name, meant) => {
    const [one = ""] = await told(
      JSON.stringify(documentOf({ methods: [{ ...method, [name]: "serverToClient" }] as never })),
    );
    expect(one).toContain(`"${name}" is an unknown extension`);
    expect(one).toContain(`did you mean "${meant}"?`);
  });

  it("is an error in a schema, too", async () => {
    const schema = { type: "array", "x-postions": ["a"] };
    const [one = ""] = await told(
      JSON.stringify(documentOf({ methods: [{ ...method, result: { name: "r", schema } }] as never })),
    );
    expect(one).toContain(`did you mean "x-positions"?`);
  });

  it("leaves others free, and says which values are accepted", async () => {
    const marked = { ...method, "x-options": 1, "x-internal": true, "x-direction": "toClient" };
    const [one = "", ...more] = await told(JSON.stringify(documentOf({ methods: [marked] as never })));
    expect(more).toEqual([]);
    expect(one).toContain("expected: clientToServer, serverToClient, both");
    expect(one).not.toContain("OpenRPC 1.0");
  });
});

describe("a problem", () => {
  it("of a truncated .json file is told in the words of JSON", async () => {
    expect(await told('{\n  "openrpc": "1.4.1",\n  "info": {')).toEqual([
      [
        "api.json:3:12",
        "  error: Expected property name or '}' in JSON",
        '  3 |   "info": {',
        `${" ".repeat(17)}^`,
        "  expected: a JSON text",
      ].join("\n"),
    ]);
  });

  it("is told with file, line, column, pointer, frame, what was expected and a hint", async () => {
    const content = [
      "{",
      '  "openrpc": "1.4.1",',
      '  "info": { "title": "T", "version": "1" },',
      '  "methods": [{ "name": "get", "params": [], "paramStructure": "by-number" }]',
      "}",
    ].join("\n");
    expect(await told(content)).toEqual([
      [
        "api.json:4:64 /methods/0/paramStructure",
        "  error: not one of the allowed values",
        '  4 |   "methods": [{ "name": "get", "params": [], "paramStructure": "by-number" }]',
        `${" ".repeat(69)}^`,
        "  expected: by-position, by-name, either",
        "  hint: the document must be OpenRPC 1.0 to 1.4: https://spec.open-rpc.org",
      ].join("\n"),
    ]);
  });

  it("of YAML is told with its line there", async () => {
    const content = ["openrpc: 1.4.1", "info:", "  title: T", "methods: []"].join("\r\n");
    expect(await told(content, "api.yaml")).toEqual([
      [
        "api.yaml:3:3 /info",
        '  error: "version" is missing',
        "  3 |   title: T",
        "        ^",
        "  hint: the document must be OpenRPC 1.0 to 1.4: https://spec.open-rpc.org",
      ].join("\n"),
    ]);
  });

  it("in a long line is told with the part of the line around it", async () => {
    const document = documentOf({ methods: [request("get", [param("x", { ...text, pattern: "(" })])] });
    const padded = JSON.stringify({ "x-before": "a".repeat(500), ...document, "x-after": "b".repeat(500) });
    const [problem = ""] = await told(padded);
    const [, , code = "", mark = ""] = problem.split("\n");
    expect(code).toHaveLength("  1 | ".length + 100);
    expect(code.slice(mark.indexOf("^"))).toMatch(/^"\("/);
  });

  it("of a whole file has no place", () => {
    const whole = { severity: "warning", file: "a.ts", pointer: "", message: "odd" } as const;
    expect(formatProblem(whole)).toBe("a.ts\n  warning: odd");
  });
});

describe("a text that is neither JSON nor YAML", () => {
  it("is told with the place where it stops making sense", async () => {
    expect(await told('{\n  "openrpc": "1.4.1",\n  "methods": [}\n}')).toEqual([
      expect.stringMatching(
        /^api\.json:3:15\n {2}error: .+\n {2}3 \| {3}"methods": \[\}\n +\^\n {2}expected: a JSON text$/,
      ),
    ]);
  });
});

describe("a document that is not OpenRPC", () => {
  it.each([
    ["text", "just words", [["", "of the wrong type"]]],
    ["nothing", "", [["", "of the wrong type"]]],
    ["a list", "[]", [["", "of the wrong type"]]],
    [
      "OpenAPI",
      '{"openapi":"3.0.0","info":{"title":"T","version":"1"},"paths":{}}',
      [
        ["", '"openrpc" is missing'],
        ["", '"methods" is missing'],
      ],
    ],
    [
      "a later version",
      '{"openrpc":"2.0.0","info":{"title":"T","version":"1"},"methods":[]}',
      [["/openrpc", 'must match pattern "^1\\.[0-4]\\."']],
    ],
  ])("but %s is refused", async (_what, content, expected) => {
    const found = await told(content);
    expect(found).toHaveLength(expected.length);
    for (const [index, [pointer, message]] of expected.entries()) {
      expect(found[index]).toContain(`error: ${message}`);
      expect(found[index]?.split("\n")[0]?.split(" ")[1] ?? "").toBe(pointer);
    }
  });

  it.each<[string, object]>([
    ["/methods/0/description", { description: 5 }],
    ["/methods/0/externalDocs", { externalDocs: {} }],
    ["/methods/0/params/0/summary", { params: [{ ...param("x"), summary: [] }] }],
    ["/methods/0/params/0/deprecated", { params: [{ ...param("x"), deprecated: "no" }] }],
  ])("is refused where words for people are none: %s", async (pointer, more) => {
    const document = documentOf({ methods: [{ ...request("get"), ...more }] });
    expect((await problems(document)).map((problem) => problem.pointer)).toEqual([pointer]);
  });

  it("is refused with everything that is wrong", async () => {
    const document = {
      openrpc: "1.4.1",
      info: { title: 5 },
      methods: [
        { name: "a" },
        { params: {}, result: { schema: {} } },
        {
          name: "c",
          params: [{ name: "x", schema: 5, required: "yes" }],
          errors: [{ code: "x" }],
          deprecated: 1,
        },
        { name: "d", params: [], "x-direction": "up", "x-optional": "no", examples: [{ params: [{}] }] },
        5,
      ],
    };
    const found = await problems(document);
    expect(found.map(({ pointer, message }) => `${pointer} ${message}`).sort()).toEqual([
      '/info "version" is missing',
      "/info/title of the wrong type",
      '/methods/0 "params" is missing',
      '/methods/1 "name" is missing',
      "/methods/1/params of the wrong type",
      '/methods/1/result "name" is missing',
      "/methods/2/deprecated of the wrong type",
      '/methods/2/errors/0 "message" is missing',
      "/methods/2/errors/0/code of the wrong type",
      "/methods/2/params/0/required of the wrong type",
      "/methods/2/params/0/schema of the wrong type",
      "/methods/3/x-direction not one of the allowed values",
      "/methods/3/x-optional of the wrong type",
      "/methods/4 of the wrong type",
    ]);
  });
});

/** What is told of a name, with where it was seen first. */
function firstAt(message: string, pointer: string): unknown {
  return expect.stringMatching(new RegExp(`^${message}; the first is at .*api\\.json:1:\\d+ ${pointer}$`));
}

describe("methods that can't be generated", () => {
  it("are told all at once", async () => {
    const document = documentOf({
      methods: [
        request("same"),
        request("same"),
        request(" "),
        request("b", [param("x"), param("y"), param("x")]),
      ],
    });
    expect(await problems(document)).toEqual([
      { pointer: "/methods/1/name", message: firstAt('duplicate method "same"', "/methods/0/name") },
      {
        pointer: "/methods/2/name",
        message: "the name is empty",
        expected: "the name on the wire, such as mining.hashrate",
      },
      {
        pointer: "/methods/3/params/2",
        message: firstAt('duplicate parameter "x"', "/methods/3/params/0"),
      },
    ]);
  });

  it("may be none in a document, and are an error in a folder of modules", async () => {
    await withFolder(async (folder) => {
      await write(folder, {
        "api.json": JSON.stringify(documentOf({ methods: [] })),
        "schemas/a.ts": "export const a = 1;",
      });
      const { methods } = await generate({ inputs: [join(folder, "api.json")], output: join(folder, "out") });
      expect(methods).toBe(0);
      const [problem] = await problemsOf(
        generate({ inputs: [join(folder, "schemas")], output: join(folder, "out") }),
      );
      expect(problem?.message).toBe("no methods found");
    });
  });

  it("are told where they stand, and what they share once", async () => {
    const shared = { $ref: "#/components/contentDescriptors/X" };
    const broken = { $ref: "#/components/contentDescriptors/Broken" };
    const document = {
      ...documentOf({ methods: [] }),
      methods: [
        { name: "a", params: [shared, broken], result: { name: "r", schema: text } },
        { name: "b", params: [shared, shared, broken], result: { name: "r", schema: text } },
      ],
      components: {
        contentDescriptors: {
          X: { name: "x", schema: text },
          Broken: { name: "y", schema: { type: "strnig" } },
        },
      },
    };
    expect((await problems(document)).map(({ pointer }) => pointer)).toEqual([
      "/components/contentDescriptors/Broken/schema/type",
      "/methods/1/params/1",
    ]);
  });
});

describe("members that are misspelled", () => {
  it("are errors with what was meant", async () => {
    const { result, ...rest } = request("get", [param("x")]);
    const document = {
      ...documentOf({ methods: [] }),
      methods: [{ ...rest, reslut: result, params: [{ ...param("x"), requierd: true }] }],
      compnents: {},
    };
    const found = await told(JSON.stringify(document));
    expect(found.map((problem) => problem.match(/ (\/\S+)\n {2}error: (.*)\n/)?.slice(1))).toEqual([
      ["/methods/0/params/0/requierd", '"requierd" is not a member of a content descriptor'],
      ["/methods/0/reslut", '"reslut" is not a member of a method'],
      ["/compnents", '"compnents" is not a member of an OpenRPC document'],
    ]);
    expect(found[1]).toContain('hint: did you mean "result"?');
  });
});

describe("a schema that is none", () => {
  const types = "array, boolean, integer, null, number, object, string";

  it.each<[object, string, string, string?]>([
    [{ type: "strin" }, "/type", "not one of the allowed values", types],
    [{ type: ["string", "nul"] }, "/type/1", "not one of the allowed values", types],
    [{ items: { type: 5 } }, "/items/type", "not one of the allowed values", types],
    [{ properties: { a: { minLength: -1 } } }, "/properties/a/minLength", "must be >= 0"],
    [{ properties: [] }, "/properties", "of the wrong type", "object"],
    [{ required: "a" }, "/required", "of the wrong type", "array"],
    [{ enum: [] }, "/enum", "must NOT have fewer than 1 items"],
    [{ prefixItems: [{}, { type: "strin" }] }, "/prefixItems/1/type", "not one of the allowed values", types],
    [{ items: { prefixItems: [{ $ref: 5 }] } }, "/items/prefixItems/0/$ref", "of the wrong type", "string"],
    [{ pattern: "(" }, "/pattern", "Invalid regular expression: /(/: Unterminated group"],
    [
      { patternProperties: { "[a": {} } },
      "/patternProperties/[a",
      "Invalid regular expression: /[a/: Unterminated character class",
    ],
    [
      { anyOf: [{}, { allOf: [{ pattern: "\\" }] }] },
      "/anyOf/1/allOf/0/pattern",
      "Invalid regular expression: /\\/: \\ at end of pattern",
    ],
  ])("is told once, at the place: %j", async (schema, pointer, message, expected) => {
    const found = await problems(documentOf({ methods: [request("get", [param("x", schema)])] }));
    expect(found).toEqual([
      {
        pointer: `/methods/0/params/0/schema${pointer}`,
        message,
        ...(expected && { expected }),
        ...(message.startsWith("Invalid") && { expected: "a JavaScript regular expression (ECMA-262)" }),
      },
    ]);
  });

  it("is told where it stands, be it a shape that others refer to", async () => {
    const schemas = { Id: { type: "strin" }, Unused: { type: "nothing refers to it" } };
    const $ref = "#/components/schemas/Id";
    const found = await problems(
      documentOf({ methods: [request("get", [param("x", { $ref })], { $ref })], schemas }),
    );
    expect(found.map(({ pointer }) => pointer)).toEqual(["/components/schemas/Id/type"]);
  });

  it.each<object>([
    { $schema: "https://json-schema.org/draft/2020-12/schema", type: "string" },
    {
      $schema: "http://json-schema.org/draft-04/schema#",
      type: "number",
      minimum: 0,
      exclusiveMinimum: true,
    },
    { type: "string", format: "made-up", "x-anything": [1], madeUp: true },
    { properties: { a: true, b: false }, $id: "https://example.org/a", id: "old" },
    { patternProperties: { "^\\-a": {} }, additionalProperties: false },
  ])("is not what other drafts and other tools write: %j", async (schema) => {
    await withFolder(async (folder) => {
      const input = join(folder, "api.json");
      await write(folder, {
        "api.json": JSON.stringify(documentOf({ methods: [request("get", [], schema)] })),
      });
      expect((await generate({ inputs: [input], output: folder })).methods).toBe(1);
    });
  });
});
