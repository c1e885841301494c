import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { OpenRpcMethod } from "../../../codegen/document/openrpc.js";
import { type Change, diff } from "../../../codegen/index.js";
import { problemsOf, withFolder, write } from "../folder.js";
import { documentOf, notification, number, optional, param, request, text } from "../inline.js";

/** What is told of documents of these methods. */
async function changes(old: readonly OpenRpcMethod[], now: readonly OpenRpcMethod[]): Promise<Change[]> {
  return withFolder(async (folder) => {
    // A method that stays, for no document may be without any.
    const texts = [old, now].map((methods) =>
      JSON.stringify(documentOf({ methods: [...methods, request("stays")] })),
    );
    await write(folder, { "old.json": texts[0] ?? "", "new.json": texts[1] ?? "" });
    return diff(join(folder, "old.json"), join(folder, "new.json"));
  });
}

/** In short: message, what becomes of clients, what becomes of servers. */
async function told(old: readonly OpenRpcMethod[], now: readonly OpenRpcMethod[]): Promise<string[][]> {
  return (await changes(old, now)).map(({ message, clients, servers }) => [message, clients, servers]);
}

const [breaks, risks, spares] = ["breaking", "risky", "compatible"];
const fromServer = { "x-direction": "serverToClient" } as const;
const both = { "x-direction": "both" } as const;

describe("a method", () => {
  it.each<[string, OpenRpcMethod[], OpenRpcMethod[], string[]]>([
    ["that is gone breaks clients", [request("get")], [], ["the method was removed", breaks, spares]],
    [
      "that is gone breaks servers that call it",
      [notification("tell", [], fromServer)],
      [],
      ["the method was removed", spares, breaks],
    ],
    [
      "that is gone breaks both that call it",
      [request("get", [], text, both)],
      [],
      ["the method was removed", breaks, breaks],
    ],
    ["that is new breaks nobody", [], [request("get")], ["the method is new", spares, spares]],
    [
      "that is new and only tells breaks nobody",
      [],
      [notification("tell", [], fromServer)],
      ["the method is new", spares, spares],
    ],
    [
      "that is new and asks clients is a risk",
      [],
      [request("ask", [], text, fromServer)],
      ["the method is new", risks, spares],
    ],
    [
      "that is new and asks clients, which may not have it, breaks nobody",
      [],
      [request("ask", [], text, { ...fromServer, "x-optional": true })],
      ["the method is new", spares, spares],
    ],
    [
      "that goes the other way breaks both",
      [notification("tell")],
      [notification("tell", [], fromServer)],
      ["its direction was clientToServer and is now serverToClient", breaks, breaks],
    ],
    [
      "that is no longer answered breaks both",
      [request("get")],
      [notification("get")],
      ["it was answered and is now a notification", breaks, breaks],
    ],
    [
      "that is answered now breaks both",
      [notification("get")],
      [request("get")],
      ["it was a notification and is now answered", breaks, breaks],
    ],
    [
      "that servers may leave out now is a risk for clients",
      [request("get")],
      [request("get", [], undefined, { "x-optional": true })],
      ["a handler is now optional", risks, spares],
    ],
    [
      "that is deprecated breaks nobody",
      [request("get")],
      [request("get", [], undefined, { deprecated: true })],
      ["it is deprecated", spares, spares],
    ],
    [
      "that has another error breaks nobody",
      [request("get")],
      [request("get", [], undefined, { errors: [{ code: 5, message: "No" }] })],
      ["the error 5 is new: No", spares, spares],
    ],
  ])("%s", async (_what, old, now, expected) => {
    expect(await told(old, now)).toEqual([expected]);
  });

  it("that says the same in other words has not changed", async () => {
    const get = request("get", [param("a"), optional("b")]);
    const again = { ...get, summary: "Gets.", description: "It gets.", examples: [], "x-mine": 1 };
    expect(await told([get], [again])).toEqual([]);
  });
});

describe("parameters may be wider, results narrower", () => {
  const wide = { type: ["string", "null"] };
  const narrow = text;
  const wider = (what: string) => `\`${what}\` can now also be null`;
  const narrower = (what: string) => `\`${what}\` can no longer be null`;

  it.each<[string, OpenRpcMethod[], OpenRpcMethod[], string[]]>([
    [
      "wider parameters",
      [request("m", [param("p", narrow)])],
      [request("m", [param("p", wide)])],
      [wider("p"), spares, spares],
    ],
    [
      "narrower parameters",
      [request("m", [param("p", wide)])],
      [request("m", [param("p", narrow)])],
      [narrower("p"), breaks, spares],
    ],
    [
      "a wider result",
      [request("m", [], narrow)],
      [request("m", [], wide)],
      [wider("result"), breaks, spares],
    ],
    [
      "a narrower result",
      [request("m", [], wide)],
      [request("m", [], narrow)],
      [narrower("result"), spares, spares],
    ],
    [
      "wider parameters from the server",
      [notification("m", [param("p", narrow)], fromServer)],
      [notification("m", [param("p", wide)], fromServer)],
      [wider("p"), breaks, spares],
    ],
    [
      "narrower parameters from the server",
      [notification("m", [param("p", wide)], fromServer)],
      [notification("m", [param("p", narrow)], fromServer)],
      [narrower("p"), spares, breaks],
    ],
    [
      "a wider result for the server",
      [request("m", [], narrow, fromServer)],
      [request("m", [], wide, fromServer)],
      [wider("result"), spares, breaks],
    ],
    [
      "a narrower result for the server",
      [request("m", [], wide, fromServer)],
      [request("m", [], narrow, fromServer)],
      [narrower("result"), breaks, spares],
    ],
    [
      "wider parameters both ways",
      [request("m", [param("p", narrow)], text, both)],
      [request("m", [param("p", wide)], text, both)],
      [wider("p"), breaks, spares],
    ],
  ])("%s", async (_what, old, now, expected) => {
    expect(await told(old, now)).toEqual([expected]);
  });
});

describe("parameters", () => {
  const of = (...params: OpenRpcMethod["params"]) => [request("m", params)];
  const named = (...params: OpenRpcMethod["params"]) => [
    { ...request("m", params), paramStructure: "by-name" as const },
  ];
  const placed = (...params: OpenRpcMethod["params"]) => [
    { ...request("m", params), paramStructure: "by-position" as const },
  ];
  const [a, b] = [param("a"), param("b")];

  it.each<[string, OpenRpcMethod[], OpenRpcMethod[], ...string[][]]>([
    ["one more, required", of(a), of(a, b), ["`b` is new and required", breaks]],
    ["one more, optional", of(a), of(a, optional("b")), ["`b` is new and optional", spares]],
    ["one less", of(a, b), of(a), ["`b` was removed", risks]],
    ["one required", of(optional("a")), of(a), ["`a` is now required", breaks]],
    ["one optional", of(a), of(optional("a")), ["`a` is now optional", spares]],
    [
      "another name",
      of(a),
      of(b),
      ["position 0 is now called `b` and was `a`: callers that send names break", risks],
    ],
    [
      "another name, by name",
      named(a),
      named(b),
      ["`a` was removed", risks],
      ["`b` is new and required", breaks],
    ],
    [
      "another order",
      placed(a, b),
      placed(b, a),
      ["position 0 was `a` and is now `b`", risks],
      ["position 1 was `b` and is now `a`", risks],
    ],
    ["another order, by name", named(a, b), named(b, a)],
    ["by name only", of(a), named(a), ["parameters went either and now go by-name", breaks]],
    [
      "by position, no longer by name",
      named(a),
      placed(a),
      ["parameters went by-name and now go by-position", breaks],
    ],
    ["either way", placed(a), of(a), ["parameters went by-position and now go either", spares]],
    [
      "another type by another name",
      of(a),
      of(param("b", number)),
      ["position 0 is now called `b` and was `a`: callers that send names break", risks],
      ["`b` changed from string to number", breaks],
    ],
  ])("%s", async (_what, old, now, ...expected) => {
    const found = await told(old, now);
    const sorted = (lines: string[][]) =>
      [...lines].sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
    expect(sorted(found.map(([message = "", clients = ""]) => [message, clients]))).toEqual(sorted(expected));
    expect(new Set(found.map(([, , servers]) => servers))).toEqual(
      new Set(expected.length > 0 ? [spares] : []),
    );
  });
});

describe("changes", () => {
  it("come with the worst first, each with its place", async () => {
    const found = await changes(
      [
        request("a", [param("x")]),
        request("b"),
        request("c", [], { type: "object", properties: { n: text } }),
      ],
      [
        request("a", [param("x"), optional("y")]),
        request("c", [], { type: "object", properties: { n: number } }),
        request("d"),
      ],
    );
    expect(
      found.map(({ severity, methods, file, pointer, place }) => [
        severity,
        methods.join(),
        file.replace(/^.*\//, ""),
        pointer,
        place?.line,
      ]),
    ).toEqual([
      ["breaking", "b", "old.json", "/methods/1", 1],
      ["breaking", "c", "new.json", "/methods/1/result/schema/properties/n", 1],
      ["compatible", "a", "new.json", "/methods/0/params/1", 1],
      ["compatible", "d", "new.json", "/methods/2", 1],
    ]);
  });

  it("of a shape that many methods use are told once, with these methods", async () => {
    const $ref = "#/components/schemas/Id";
    const documents = [text, number].map((Id) =>
      documentOf({
        methods: [request("a", [param("x", { $ref })]), request("b", [], { $ref })],
        schemas: { Id },
      }),
    );
    await withFolder(async (folder) => {
      await write(folder, {
        "old.json": JSON.stringify(documents[0]),
        "new.json": JSON.stringify(documents[1]),
      });
      const found = await diff(join(folder, "old.json"), join(folder, "new.json"));
      expect(found).toEqual([
        expect.objectContaining({ methods: ["a", "b"], pointer: "/components/schemas/Id" }),
      ]);
    });
  });

  it("are not looked for in documents that are none, which are told of both", async () => {
    await withFolder(async (folder) => {
      await write(folder, { "old.json": "{", "new.json": "[]" });
      const problems = await problemsOf(diff(join(folder, "old.json"), join(folder, "new.json")));
      expect(problems.map(({ file }) => file.replace(/^.*\//, ""))).toEqual(["old.json", "new.json"]);
    });
  });
});
