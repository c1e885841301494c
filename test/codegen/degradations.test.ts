import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import type { OpenRpcMethod } from "../../codegen/document/openrpc.js";
import { type GenerateOptions, generate } from "../../codegen/index.js";
import { problemsOf, withFolder, write } from "./folder.js";
import { documentOf, notification, number, param, reference, request, text } from "./inline.js";

/** What is told to be weaker than a document reads: rule, pointer, message. */
async function degraded(
  methods: readonly OpenRpcMethod[],
  schemas: Record<string, JsonSchema> = {},
  options: Partial<GenerateOptions> = {},
): Promise<string[][]> {
  return withFolder(async (folder) => {
    await write(folder, { "api.json": JSON.stringify(documentOf({ methods, schemas })) });
    const found = await generate({
      inputs: [join(folder, "api.json")],
      output: join(folder, "out"),
      ...options,
    });
    return found.degraded.map(({ rule = "", pointer, message }) => [rule, pointer, message]);
  });
}

/** Keywords of other drafts, which the types of draft-07 do not have. */
const other = (schema: object): JsonSchema => schema;
const ofResult = async (schema: object) => {
  const found = await degraded([request("get", [], other(schema))]);
  return found.map(
    ([rule = "", pointer = ""]) => `${rule} ${pointer.replace("/methods/0/result/schema", "")}`,
  );
};

describe("what generate tells to be weaker than it reads", () => {
  it.each<[string, object, string[]]>([
    ["nothing of a schema that says all", { type: "object", properties: { a: text } }, []],
    ["a result of any value", {}, ["unknown-type "]],
    [
      "a member of any value",
      { type: "object", properties: { a: { description: "It." } } },
      ["unknown-type /properties/a"],
    ],
    ["alternatives of which one is anything", { anyOf: [text, {}] }, ["unknown-type "]],
    ["a keyword that is none", { type: "string", maxlength: 5 }, ["unknown-keyword /maxlength"]],
    [
      "a keyword of a later draft than the one that is named",
      { $schema: "http://json-schema.org/draft-07/schema#", type: "object", unevaluatedProperties: false },
      ["unchecked-keyword /unevaluatedProperties"],
    ],
    ["nothing of a keyword that is checked", { type: "object", unevaluatedProperties: false }, []],
    [
      "members beside a list",
      { type: "array", properties: { a: text }, items: number },
      ["idle-keyword /properties"],
    ],
    [
      "a oneOf of which a value is refused",
      {
        oneOf: [
          { type: "array", items: text },
          { type: "array", items: number },
        ],
      },
      ["ambiguous-oneof /oneOf"],
    ],
    [
      "what leads to a schema by the path of a value",
      other({ type: "array", items: { $recursiveRef: "#" } }),
      ["unknown-type /items", "unchecked-keyword /items/$recursiveRef"],
    ],
  ])("is %s", async (_what, schema, expected) => {
    expect(await ofResult(schema)).toEqual(expected);
  });

  it("is an error where it is asked for", async () => {
    const problems = await problemsOf(degraded([request("get", [], {})], {}, { strict: true }));
    expect(problems).toEqual([expect.objectContaining({ severity: "error", rule: "unknown-type" })]);
  });
});

describe("a reference by a dynamic anchor", () => {
  it("is followed where there is one of its name", async () => {
    const methods = [request("get", [], reference("Node"))];
    const node = other({
      $dynamicAnchor: "node",
      type: "object",
      properties: { below: { type: "array", items: { $dynamicRef: "#node" } } },
    });
    expect(await degraded(methods, { Node: node })).toEqual([]);
  });
});

describe("the direction of a notification that does not say it", () => {
  const directionsOf = async (methods: OpenRpcMethod[]) => {
    return withFolder(async (folder) => {
      await write(folder, { "api.json": JSON.stringify(documentOf({ methods })) });
      const { files, degraded } = await generate({
        inputs: [join(folder, "api.json")],
        output: join(folder, "out"),
      });
      const text = files.get("methods.ts") ?? "";
      const found = methods.map(
        ({ name }) => text.match(new RegExp(`name: "${name}",\\s+direction: "(\\w+)"`))?.[1],
      );
      return { found, told: degraded.map(({ rule, pointer }) => `${rule} ${pointer}`) };
    });
  };

  it("is the server's for a subscription's push, else the client's; both are told", async () => {
    const push = [param("subscription", text), param("result", number)];
    const { found, told } = await directionsOf([
      notification("chain_newHead", push),
      notification("eth_subscription", [param("x")]),
      notification("starknet_subscriptionReorg", [param("x")]),
      notification("submit", [param("x")]),
      request("subscriptionOf"),
    ]);
    expect(found).toEqual([
      "serverToClient",
      "serverToClient",
      "serverToClient",
      "clientToServer",
      "clientToServer",
    ]);
    expect(told).toEqual([0, 1, 2, 3].map((index) => `guessed-direction /methods/${index}`));
  });

  it("may be corrected by an overlay", async () => {
    await withFolder(async (folder) => {
      const patches = [
        { reason: "The server sends it.", method: "submit", merge: { "x-direction": "serverToClient" } },
      ];
      await write(folder, {
        "api.json": JSON.stringify(documentOf({ methods: [notification("submit", [param("x")])] })),
        "overlay.json": JSON.stringify({ patches }),
      });
      const { files, degraded } = await generate({
        inputs: [join(folder, "api.json")],
        overlays: [join(folder, "overlay.json")],
        output: join(folder, "out"),
      });
      expect(degraded).toEqual([]);
      expect(files.get("methods.ts")).toContain('direction: "serverToClient"');
    });
  });

  it("is as it is said, and then nothing is told", async () => {
    const { found, told } = await directionsOf([
      notification("eth_subscription", [param("x")], { "x-direction": "clientToServer" }),
    ]);
    expect([found, told]).toEqual([["clientToServer"], []]);
  });
});
