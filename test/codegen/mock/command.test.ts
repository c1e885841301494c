import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareOutput, generate, type JsonSchema, writeOutput } from "../../../codegen/index.js";
import { type MockServer, startMockServer } from "../../../codegen/mock/server.js";
import type { Caller, CallOptions } from "../../../src/rpc/index.js";
import { createHttpCaller, type HttpCaller } from "../../../src/transport/index.js";
import { start } from "../../cli/command.js";
import { withFolder, write } from "../folder.js";
import { documentOf, notification, number, optional, param, reference, request, text } from "../inline.js";

const here = fileURLToPath(new URL("../../cli", import.meta.url));
const runtime = fileURLToPath(new URL("../../../src/runtime/index.ts", import.meta.url));

const example = (params: Record<string, unknown>, result?: unknown) => ({
  name: "example",
  params: Object.entries(params).map(([name, value]) => ({ name, value })),
  ...(result !== undefined && { result: { name: "result", value: result } }),
});
const rate = [param("worker_name"), optional("days", { ...number, minimum: 1 })];
const document = documentOf({
  methods: [
    request("pool.rate", rate, number, {
      examples: [
        example({ worker_name: "alice" }, 5),
        example({ worker_name: "bob", days: 7 }, 6),
        example({ worker_name: "bob", days: null }, 7),
      ],
    }),
    request("find", [param("by", { type: "object" })], text, {
      paramStructure: "by-name",
      examples: [example({ by: { id: 1 } }, "one"), example({ by: { id: 2 } }, "two")],
    }),
    request("nothing"),
    notification("tell", [param("x")]),
    request("ask", [], text, { "x-direction": "serverToClient" }),
  ],
});

/** The stubs, as only this test knows them. */
interface ToServer {
  pool: { rate(params: { workerName: string; days?: number }, options?: CallOptions): Promise<number> };
  find(params: { by: object }): Promise<string>;
  nothing(): Promise<boolean>;
  tell(params: { x: string }): void;
}

/** Runs something with a generated client of a document. */
async function withClient(caller: Caller, run: (client: ToServer) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    await write(folder, { "openrpc.json": JSON.stringify(document) });
    const output = join(folder, "generated");
    const inputs = [join(folder, "openrpc.json")];
    const { files } = await generate({ inputs, output, runtime, extension: ".ts" });
    await writeOutput(output, files, await compareOutput(output, files));
    const { toServer }: { toServer: (caller: Caller) => ToServer } = await import(join(output, "client.ts"));
    await run(toServer(caller));
  }, here);
}

describe("a mock server", () => {
  let server: MockServer;
  let caller: HttpCaller;
  beforeAll(async () => {
    server = await withFolder(async (folder) => {
      await write(folder, { "openrpc.json": JSON.stringify(document) });
      return startMockServer([join(folder, "openrpc.json")], { host: "127.0.0.1", port: 0 });
    });
    const url = server.urls.find((url) => url.startsWith("http:")) ?? "";
    caller = createHttpCaller({ url });
  });
  afterAll(async () => {
    await caller.close();
    await server.close();
  });

  it("answers a generated client with the example of the call, else with the first", async () => {
    await withClient(caller, async (client) => {
      expect(await client.pool.rate({ workerName: "alice" })).toBe(5);
      expect(await client.pool.rate({ workerName: "bob", days: 7 })).toBe(6);
      expect(await client.pool.rate({ workerName: "bob" })).toBe(7);
      expect(await client.pool.rate({ workerName: "carol" })).toBe(5);
      expect(await client.find({ by: { id: 2 } })).toBe("two");
      client.tell({ x: "y" });
    });
  });

  it.each<[string, unknown, string]>([
    ["pool.rate", ["alice", 0], "pool.rate: days must be >= 1"],
    ["pool.rate", { worker: "alice" }, "pool.rate: unknown parameter worker"],
    ["pool.rate", [], "pool.rate: worker_name is missing"],
    ["nothing", ["x"], "nothing: expected at most 0 parameters, got 1"],
  ])("refuses %s with %j", async (name, params, message) => {
    await expect(caller.request(name, params)).rejects.toMatchObject({ code: "INVALID_PARAMS", message });
  });

  it("answers a method without an example by a value of its schema", async () => {
    expect(server.withoutExample).toEqual(["nothing"]);
    expect(await caller.request("nothing", [])).toBe(false);
  });

  it("knows what a server answers, and describes itself", async () => {
    await expect(caller.request("ask", [])).rejects.toMatchObject({ code: "METHOD_NOT_FOUND" });
    expect(await caller.request("rpc.discover", [])).toMatchObject({ info: document.info });
  });
});

describe("a mock server of methods without examples", () => {
  const shapes = {
    Hash: { ...text, pattern: "^0x[0-9a-f]{64}$" },
    Tree: {
      type: "object",
      properties: { leaf: reference("Hash"), left: reference("Tree"), right: reference("Tree") },
      required: ["leaf"],
    },
  };
  const time = { ...text, format: "date-time" };
  const results: Record<string, JsonSchema> = {
    hash: reference("Hash"),
    tree: reference("Tree"),
    merged: { allOf: [reference("Tree"), { properties: { at: time }, required: ["at"] }] },
    either: {
      oneOf: [{ type: "null" }, { type: "object", properties: { n: { type: "integer", minimum: 7 } } }],
    },
    list: { type: "array", items: { enum: ["a", "b"] }, minItems: 3 },
    pair: { type: "array", items: [text, number], minItems: 2, additionalItems: false },
    shown: { ...text, examples: ["as it is"] },
    closed: {
      type: "object",
      properties: { a: { type: "boolean" } },
      required: ["a"],
      additionalProperties: false,
    },
    never: { allOf: [text, number] },
    decided: {
      anyOf: [text, { type: "object", properties: { hex: text } }],
      "x-by-argument": { name: "verbose", values: [[false, null], [true]] },
    },
  };
  const described = documentOf({
    methods: Object.entries(results).map(([name, result]) =>
      request(name, [optional("verbose", { type: "boolean" })], result),
    ),
    schemas: shapes,
  });
  let server: MockServer;
  let url: string;
  let caller: HttpCaller;
  beforeAll(async () => {
    server = await withFolder(async (folder) => {
      await write(folder, { "openrpc.json": JSON.stringify(described) });
      return startMockServer([join(folder, "openrpc.json")], { host: "127.0.0.1", port: 0 });
    });
    const { port } = new URL(server.urls[1] ?? "");
    url = `http://127.0.0.1:${port}/`;
    caller = createHttpCaller({ url });
  });
  afterAll(async () => {
    await caller.close();
    await server.close();
  });

  it.each(Object.keys(results).filter((name) => name !== "never" && name !== "decided"))(
    "answers %s with what its schema takes, the same each time",
    async (name) => {
      const value = await caller.request(name, []);
      const validate = new Ajv({ strict: false, validateFormats: false }).compile({
        ...results[name],
        components: { schemas: shapes },
      });
      expect(validate(value), JSON.stringify(value)).toBe(true);
      expect(await caller.request(name, [])).toEqual(value);
    },
  );

  it("answers with everything that a schema describes", async () => {
    expect(await caller.request("either", [])).toEqual({ n: 7 });
    expect(await caller.request("shown", [])).toBe("as it is");
    expect(await caller.request("merged", [])).toMatchObject({
      at: "2024-01-31T12:00:00Z",
      left: { leaf: expect.stringMatching(/^0x/) },
    });
  });

  it("answers as the argument says that decides what the result is", async () => {
    expect(await caller.request("decided", [])).toBe("text");
    expect(await caller.request("decided", [true])).toEqual({ hex: "text" });
  });

  it("says where nothing fits a schema", async () => {
    await expect(caller.request("never", [])).rejects.toMatchObject({
      message:
        'never has no example, and no valid result could be generated: add an example with a result to its "examples" in the document',
    });
  });

  it("may be called by web pages of every origin", async () => {
    const origin = "https://wallet.example";
    const preflight = await fetch(url, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-key",
      },
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type,x-key",
    });
    const body = '{"jsonrpc":"2.0","id":1,"method":"shown"}';
    const answer = await fetch(url, { method: "POST", headers: { origin }, body });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await answer.json()).toEqual({ jsonrpc: "2.0", id: 1, result: "as it is" });
  });
});

describe("stratum mock", () => {
  it("serves a document until it is stopped", { timeout: 60_000 }, async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "openrpc.json");
      await write(folder, { "openrpc.json": JSON.stringify(document) });
      const running = start(["mock", file, "--port", "0", "--json"]);
      const { port, methods, withoutExample } = await running.event({ event: "listening" });
      expect({ methods, withoutExample }).toEqual({ methods: 4, withoutExample: ["nothing"] });
      const caller = createHttpCaller({ url: `http://127.0.0.1:${port}/` });
      expect(await caller.request("find", { by: { id: 1 } })).toBe("one");
      await caller.close();
      const socket = connect(Number(port), "127.0.0.1");
      socket.write('{"jsonrpc":"2.0","id":1,"method":"pool.rate","params":["bob",7]}');
      const [answer]: unknown[] = await once(socket, "data");
      expect(JSON.parse(String(answer))).toEqual({ jsonrpc: "2.0", id: 1, result: 6 });
      socket.destroy();
      running.child.kill("SIGTERM");
      expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
    });
  });

  it("refuses a document that is none", { timeout: 60_000 }, async () => {
    await withFolder(async (folder) => {
      await write(folder, { "openrpc.json": "{}" });
      const { code, stderr } = await start(["mock", join(folder, "openrpc.json")]).ended;
      expect(code).toBe(1);
      expect(stderr).toContain('"openrpc" is missing');
    });
  });
});
