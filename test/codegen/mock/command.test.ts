import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareOutput, generate, writeOutput } from "../../../codegen/index.js";
import { type MockServer, startMockServer } from "../../../codegen/mock/server.js";
import type { Caller, CallOptions } from "../../../src/rpc/index.js";
import { createHttpCaller, type HttpCaller } from "../../../src/transport/index.js";
import { start } from "../../cli/command.js";
import { withFolder, write } from "../folder.js";
import { documentOf, notification, number, optional, param, request, text } from "../inline.js";

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
    ["pool.rate", { worker: "alice" }, "pool.rate: worker is not known"],
    ["pool.rate", [], "pool.rate: worker_name is missing"],
    ["nothing", ["x"], "nothing: takes 0 parameters at the most, got 1"],
  ])("refuses %s with %j", async (name, params, message) => {
    await expect(caller.request(name, params)).rejects.toMatchObject({ code: "INVALID_PARAMS", message });
  });

  it("says of a method without an example how to get one", async () => {
    expect(server.withoutExample).toEqual(["nothing"]);
    await expect(caller.request("nothing", [])).rejects.toMatchObject({
      message:
        'nothing has no example to answer with: add one with a result to its "examples" in the document',
    });
  });

  it("knows what a server answers, and describes itself", async () => {
    await expect(caller.request("ask", [])).rejects.toMatchObject({ code: "METHOD_NOT_FOUND" });
    expect(await caller.request("rpc.discover", [])).toMatchObject({ info: document.info });
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
