import { describe, expect, it } from "vitest";
import { generated, optional, param, reference, request, text } from "../inline.js";

describe("the type of a method's parameters and of its result", () => {
  const named = { type: "object", properties: { a: text } } as const;

  it("says whose it is", async () => {
    const { file } = await generated({ methods: [request("get", [param("x")], named)] });
    const types = file("types.ts");
    expect(types[types.indexOf("export interface GetParams {") - 1]).toBe("/** Parameters of `get`. */");
    expect(types[types.indexOf("export interface GetResult {") - 1]).toBe("/** Result of `get`. */");
  });

  it("says what its schema says instead, where that says something", async () => {
    const { file } = await generated({ methods: [request("get", [], { ...named, description: "Own." })] });
    const types = file("types.ts");
    expect(types[types.indexOf("export interface GetResult {") - 1]).toBe("/** Own. */");
  });
});

describe("the comment of a method", () => {
  it("is its summary, on one line", async () => {
    const { methods, client, handlers } = await generated({
      methods: [request("get", [], undefined, { summary: "Gives it." })],
    });
    expect(methods("get")[0]).toBe("/** Gives it. */");
    expect(client("ToServer")[2]).toBe("  /** Gives it. */");
    expect(handlers("ServerMethods")[2]).toBe("  /** Gives it. */");
  });

  it("is missing where nothing is said", async () => {
    const { client } = await generated({ methods: [request("get")] });
    expect(client("ToServer")[2]).toBe("  get(options?: CallOptions): Promise<boolean>;");
  });

  it("has paragraphs for summary, description, deprecation and page", async () => {
    const { client } = await generated({
      methods: [
        request("get", [], undefined, {
          summary: "Gives it.",
          description: "Slowly.\nTwo lines.",
          deprecated: true,
          externalDocs: { url: "https://example.org/get" },
        }),
      ],
    });
    expect(client("ToServer").slice(2, 14)).toEqual([
      "  /**",
      "   * Gives it.",
      "   *",
      "   * Slowly.",
      "   * Two lines.",
      "   *",
      "   * @deprecated",
      "   *",
      "   * @see https://example.org/get",
      "   */",
      "  get(options?: CallOptions): Promise<boolean>;",
      "}",
    ]);
  });

  it("stands at every overload", async () => {
    const result = { anyOf: [text, { type: "null" }], "x-by-argument": { name: "x", values: [[1], [2]] } };
    const { client } = await generated({
      methods: [request("get", [optional("x")], result, { summary: "Gives it." })],
    });
    expect(client("ToServer").filter((line) => line === "  /** Gives it. */")).toHaveLength(3);
  });
});

describe("words of a document", () => {
  it("can't end a comment", async () => {
    const { methods, types, client } = await generated({
      methods: [
        request("get", [param("x", { ...text, description: "a */ b */" })], reference("S"), {
          summary: "so */ throw 1; /*",
        }),
      ],
      schemas: { S: { type: "object", description: "*/ export {}", properties: {} } },
    });
    expect(methods("get")[0]).toBe("/** so *\\/ throw 1; /* */");
    expect(client("ToServer")[2]).toBe("  /** so *\\/ throw 1; /* */");
    expect(types("GetParams")[1]).toBe("  /** a *\\/ b *\\/ */");
    expect(types("S")[0]).toBe("/** *\\/ export {} */");
  });

  it("that are long are broken at spaces", async () => {
    const description = `${"word ".repeat(30).trim()} https://example.org/${"x".repeat(100)} end`;
    const { types } = await generated({ methods: [request("get", [param("x", { ...text, description })])] });
    expect(types("GetParams").slice(1, 7)).toEqual([
      "  /**",
      `   * ${"word ".repeat(19).trim()}`,
      `   * ${"word ".repeat(11).trim()}`,
      `   * https://example.org/${"x".repeat(100)}`,
      "   * end",
      "   */",
    ]);
  });

  it("that are lists keep their lines and indent what is broken", async () => {
    const description = `One of:\n- short\n- ${"word ".repeat(25).trim()}\n  - inner\n\nAnd done.`;
    const { types } = await generated({ methods: [request("get", [param("x", { ...text, description })])] });
    expect(types("GetParams").slice(1, 11)).toEqual([
      "  /**",
      "   * One of:",
      "   * - short",
      `   * - ${"word ".repeat(19).trim()}`,
      `   *   ${"word ".repeat(6).trim()}`,
      "   *   - inner",
      "   *",
      "   * And done.",
      "   */",
      "  x: string;",
    ]);
  });

  it("may have the line ends of another system", async () => {
    const { methods } = await generated({
      methods: [request("get", [], undefined, { summary: `First.\r\n${"word ".repeat(30)}\r\n` })],
    });
    expect(methods("get").slice(0, 6).join("|")).not.toContain("\r");
    expect(methods("get")[1]).toBe(" * First.");
  });

  it("may have braces, quotes and backslashes without harm", async () => {
    const description = 'It is "{" or `}` or (\\ or `|`;';
    const { types } = await generated({
      methods: [
        request("get", [], {
          type: "object",
          properties: { a: { type: "object", description, properties: { b: { ...text, description } } } },
        }),
      ],
    });
    expect(types("GetResult")).toEqual([
      "export interface GetResult {",
      `  /** ${description} */`,
      "  a?: {",
      `    /** ${description} */`,
      "    b?: string;",
      "  };",
      "}",
    ]);
  });
});

describe("a description", () => {
  const schemas = { Job: { ...text, description: "Any job." } };

  it("of a shape stands at the shape alone", async () => {
    const { types } = await generated({
      methods: [request("get", [param("job", reference("Job"))])],
      schemas,
    });
    expect(types("Job")).toEqual(["/** Any job. */", "export type Job = string;"]);
    expect(types("GetParams")).toEqual(["export interface GetParams {", "  job: Job;", "}"]);
  });

  it("of a place stands at the place and leaves the shape alone", async () => {
    const { types } = await generated({
      methods: [
        request("get", [param("job", reference("Job"), { description: "This job." })], {
          type: "object",
          properties: { next: { ...reference("Job"), description: "The next job." } },
        }),
      ],
      schemas,
    });
    expect(types("Job")[0]).toBe("/** Any job. */");
    expect(types("GetParams").slice(1, -1)).toEqual(["  /** This job. */", "  job: Job;"]);
    expect(types("GetResult").slice(1, -1)).toEqual(["  /** The next job. */", "  next?: Job;"]);
  });

  it("of a parameter may be its summary", async () => {
    const { types } = await generated({
      methods: [request("get", [param("x", text, { summary: "Short." })])],
    });
    expect(types("GetParams")[1]).toBe("  /** Short. */");
  });

  it("of a member goes with its deprecation", async () => {
    const { types } = await generated({
      methods: [request("get", [param("x", { ...text, description: "Old.", deprecated: true })])],
    });
    expect(types("GetParams").slice(1, 6)).toEqual([
      "  /**",
      "   * Old.",
      "   *",
      "   * @deprecated",
      "   */",
    ]);
  });

  it("of items stands at the list", async () => {
    const { types } = await generated({
      methods: [
        request("get", [], {
          type: "object",
          properties: {
            all: { type: "array", description: "All.", items: { ...text, description: "One." } },
          },
        }),
      ],
    });
    expect(types("GetResult").slice(1, 6)).toEqual([
      "  /**",
      "   * All.",
      "   *",
      "   * Items: One.",
      "   */",
    ]);
  });
});
