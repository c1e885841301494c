import { describe, expect, it, vi } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { notification, number, optional, param, reference, request, text } from "./inline.js";
import { type Joined, type Sides, withGenerated } from "./joined.js";

const hex: JsonSchema = { type: "string", pattern: "^[0-9a-f]{8}$" };
const amount: JsonSchema = { type: "number", "x-exact": true };
const block: JsonSchema = {
  type: "object",
  properties: { hash: hex, tx: { type: "array", items: text } },
  required: ["hash"],
};

const methods = [
  request(
    "mining.submit",
    [param("worker_name"), param("nonce", hex), optional("version_bits", hex), optional("n", number)],
    undefined,
    { paramStructure: "by-position" },
  ),
  request("mining.configure", [param("job_id"), optional("mask", hex)], undefined, {
    paramStructure: "by-name",
  }),
  request("mining.filter", [
    param(
      "options",
      { type: "object", properties: { job_id: text, min: number }, required: ["job_id"] },
      { "x-spread": true },
    ),
  ]),
  request("mining.subscribe", [], {
    type: "array",
    items: [text, { type: "integer" }],
    minItems: 1,
    "x-positions": ["extranonce1", "size"],
  }),
  request("pool.echo", [param("tree", reference("Tree"))], reference("Tree")),
  request("pool.block", [optional("level", { type: "integer" })], {
    anyOf: [hex, block],
    "x-by-argument": { name: "level", values: [[0], [1, null]] },
  }),
  request("pool.balance", [], {
    type: "object",
    properties: { total: amount, parts: { type: "array", items: amount } },
  }),
  request("pool.ping", [], undefined, { "x-direction": "both" }),
  notification("mining.notify", [param("job_id"), param("clean", { type: "boolean" })], {
    "x-direction": "serverToClient",
  }),
  notification("pool.log", [param("line", { type: "string", minLength: 1, maxLength: 3 })]),
];
const schemas: Record<string, JsonSchema> = {
  Tree: {
    type: "object",
    properties: {
      name: { type: "string", minLength: 1, maxLength: 2 },
      children: { type: "array", items: reference("Tree"), maxItems: 2, uniqueItems: true },
      kind: { const: { a: [1, "b"] } },
      link: { type: "string", nullable: true },
    } as Record<string, JsonSchema>,
    required: ["name"],
    additionalProperties: false,
  },
};

interface ToServer {
  mining: {
    submit(params: { workerName: string; nonce: string; versionBits?: string; n?: number }): Promise<boolean>;
    configure(params: { jobId: string; mask?: string }): Promise<boolean>;
    filter(params: { job_id: string; min?: number }): Promise<boolean>;
    subscribe(): Promise<{ extranonce1: string; size?: number }>;
  };
  pool: {
    echo(params: { tree: unknown }): Promise<unknown>;
    block(params?: { level?: number }): Promise<unknown>;
    balance(): Promise<{ total?: string; parts?: string[] }>;
    ping(): Promise<boolean>;
    log(params: { line: string }): void;
  };
}
interface ToClient {
  mining: { notify(params: { jobId: string; clean: boolean }): void };
  pool: { ping(): Promise<boolean> };
}

const submit = { workerName: "alice", nonce: "00000001" };

describe.each(["eager", "lazy"] as const)("generated code with %s validators", (validators) => {
  const options = { validators };
  const run = (test: (join: (sides: Sides) => Joined<ToServer, ToClient>) => Promise<void>) => {
    return withGenerated<ToServer, ToClient>({ methods, schemas, options }, test);
  };

  it("carries calls and results between two sides", async () => {
    await run(async (join) => {
      const handler = vi.fn(() => true);
      const { client, wire } = join({ onServer: { "mining.submit": handler } });
      expect(await client.mining.submit({ ...submit, n: 5 })).toBe(true);
      expect(handler).toHaveBeenCalledExactlyOnceWith({ ...submit, n: 5 }, { side: "server" });
      expect(wire.map(({ method, params, result }) => ({ method, params, result }))).toEqual([
        { method: "mining.submit", params: ["alice", "00000001", null, 5], result: undefined },
        { method: undefined, params: undefined, result: true },
      ]);
    });
  });

  it("lays parameters on the wire as the document says", async () => {
    await run(async (join) => {
      const seen: unknown[] = [];
      const note = (params: unknown) => seen.push(params) > 0;
      const { client, wire } = join({
        onServer: { "mining.submit": note, "mining.configure": note, "mining.filter": note },
      });
      await client.mining.submit(submit);
      await client.mining.configure({ jobId: "1", mask: "0000ffff" });
      await client.mining.filter({ job_id: "1", min: 2 });
      expect(wire.flatMap(({ params }) => (params === undefined ? [] : [params]))).toEqual([
        ["alice", "00000001"],
        { job_id: "1", mask: "0000ffff" },
        [{ job_id: "1", min: 2 }],
      ]);
      expect(seen).toEqual([submit, { jobId: "1", mask: "0000ffff" }, { job_id: "1", min: 2 }]);
    });
  });

  it("takes null for what is left out, and members that it does not know for nothing", async () => {
    await run(async (join) => {
      const handler = vi.fn(() => true);
      const { send } = join({ onServer: { "mining.submit": handler, "mining.configure": handler } });
      send({ id: 1, method: "mining.submit", params: ["alice", "00000001", null, null, "more"] });
      send({ id: 2, method: "mining.configure", params: { job_id: "1", mask: null, unknown: 1 } });
      await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(2));
      expect(handler).toHaveBeenCalledWith(submit, { side: "server" });
      expect(handler).toHaveBeenCalledWith({ jobId: "1" }, { side: "server" });
    });
  });

  it.each<[string, unknown, string]>([
    ["mining.submit", ["alice"], "mining.submit: nonce is missing"],
    ["mining.submit", ["alice", "xyz"], 'mining.submit: nonce must match pattern "^[0-9a-f]{8}$"'],
    ["mining.submit", [7, "00000001"], "mining.submit: workerName must be string"],
    ["mining.submit", "alice", "mining.submit: params must be an array or an object"],
    ["mining.filter", [{ min: 1 }], "mining.filter: job_id is missing"],
    ["mining.filter", [7], "mining.filter: the first parameter must be an object"],
    ["pool.echo", { tree: { name: "abc" } }, "pool.echo: tree.name must NOT have more than 2 characters"],
    ["pool.echo", { tree: { name: "a", x: 1 } }, "pool.echo: tree.x is unknown"],
    ["pool.echo", { tree: { name: "a", kind: { a: [1] } } }, 'pool.echo: tree.kind must be {"a":[1,"b"]}'],
    [
      "pool.echo",
      { tree: { name: "a", children: [{ name: 1 }] } },
      "pool.echo: tree.children.0.name must be string",
    ],
  ])("refuses a wrong call of %s: %j", async (method, params, message) => {
    await run(async (join) => {
      const handler = vi.fn(() => true);
      const { send, wire } = join({ onServer: { [method]: handler } });
      send({ jsonrpc: "2.0", id: 1, method, params });
      await vi.waitFor(() => expect(wire).toHaveLength(2));
      expect(wire[1]?.error).toEqual({ code: -32602, message });
      expect(handler).not.toHaveBeenCalled();
    });
  });

  it("refuses a wrong call before it is sent", async () => {
    await run(async (join) => {
      const { client, server, wire } = join({});
      await expect(client.mining.submit({ ...submit, nonce: "xyz" })).rejects.toMatchObject({
        name: "RpcError",
        code: "INVALID_PARAMS",
        message: 'mining.submit: nonce must match pattern "^[0-9a-f]{8}$"',
      });
      expect(() => client.pool.log({ line: "" })).toThrow(
        "pool.log: line must NOT have fewer than 1 characters",
      );
      expect(() => server.mining.notify({ jobId: "1", clean: Object("yes") })).toThrow(
        "mining.notify: clean must be boolean",
      );
      expect(wire).toEqual([]);
    });
  });

  it("tells who calls what has no handler", async () => {
    await run(async (join) => {
      const { client } = join({});
      await expect(client.pool.ping()).rejects.toMatchObject({ code: "METHOD_NOT_FOUND", executed: "yes" });
    });
  });

  it("has named results where the wire has positions", async () => {
    await run(async (join) => {
      const { client, wire } = join({
        onServer: { "mining.subscribe": () => ({ extranonce1: "08", size: 4 }) },
      });
      expect(await client.mining.subscribe()).toEqual({ extranonce1: "08", size: 4 });
      expect(wire[1]?.result).toEqual(["08", 4]);
      const short = join({ onServer: { "mining.subscribe": () => ({ extranonce1: "08" }) } });
      expect(await short.client.mining.subscribe()).toEqual({ extranonce1: "08" });
      expect(short.wire[1]?.result).toEqual(["08"]);
    });
  });

  it("checks shapes that hold themselves, texts by their letters, lists by their items", async () => {
    await run(async (join) => {
      const { client } = join({ onServer: { "pool.echo": ({ tree }) => tree } });
      const tree = {
        name: "⛏️",
        link: null,
        children: [{ name: "a", children: [{ name: "b" }] }, { name: "c" }],
      };
      expect(await client.pool.echo({ tree })).toEqual(tree);
      const twice = {
        name: "a",
        children: [
          { name: "b", link: null },
          { link: null, name: "b" },
        ],
      };
      await expect(client.pool.echo({ tree: twice })).rejects.toThrow("must NOT have duplicate items");
    });
  });

  it("checks a result against the case that the argument decides", async () => {
    await run(async (join) => {
      const answers = [{ hash: "00000001" }, "00000001", "00000001"];
      const { client } = join({ onServer: { "pool.block": () => answers.shift() } });
      expect(await client.pool.block()).toEqual({ hash: "00000001" });
      expect(await client.pool.block({ level: 0 })).toBe("00000001");
      await expect(client.pool.block({ level: 1 })).rejects.toMatchObject({
        code: "INVALID_RESULT",
        message: 'pool.block: the result must be object, got "00000001"',
      });
    });
  });

  it("keeps every digit of amounts", async () => {
    await run(async (join) => {
      const total = "20999999.97690000";
      const { client, wire } = join({
        onServer: { "pool.balance": () => ({ total, parts: ["0.10000000", "1"] }) },
      });
      expect(await client.pool.balance()).toEqual({ total, parts: ["0.10000000", "1"] });
      expect(wire[1]?.text).toContain('{"total":20999999.97690000,"parts":[0.10000000,1]}');
    });
  });

  it("carries calls in both directions, each with its own handler", async () => {
    await run(async (join) => {
      const { client, server } = join({
        onServer: { "pool.ping": (_params, { side }) => side === "server" },
        onClient: { "pool.ping": (_params, { side }) => side === "server" },
      });
      expect(await client.pool.ping()).toBe(true);
      expect(await server.pool.ping()).toBe(false);
    });
  });

  it("sends notifications at once, and nobody answers them", async () => {
    await run(async (join) => {
      const notified = vi.fn();
      const { client, server, wire } = join({
        onClient: { "mining.notify": notified },
        onServer: { "pool.log": notified },
      });
      server.mining.notify({ jobId: "bf", clean: true });
      client.pool.log({ line: "up" });
      await vi.waitFor(() => expect(notified).toHaveBeenCalledTimes(2));
      expect(notified).toHaveBeenCalledWith({ jobId: "bf", clean: true }, { side: "client" });
      expect(notified).toHaveBeenCalledWith({ line: "up" }, { side: "server" });
      expect(wire).toHaveLength(2);
    });
  });
});
