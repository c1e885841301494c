import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { openRpcSchema } from "../../codegen/check/openrpc-schema.js";
import { hashPassword, NotifyServer } from "../../src/notify/index.js";
import type { Protocol } from "../../src/rpc/index.js";
import { type Methods, methods } from "../rpc/method-of.js";
import { base64, connectRaw, listening, password, post, startNotifyServer } from "./notify-servers.js";

/** Methods of one's own, as `stratum generate` would have made them. */
const protocol: Protocol<Methods> = {
  title: "Own",
  version: "1.0.0",
  server: methods,
  client: {},
  toServer: () => ({}),
  toClient: () => ({}),
};

async function start(
  options: Partial<
    Pick<ConstructorParameters<typeof NotifyServer<typeof protocol>>[0] & object, "document">
  > = {},
) {
  const notes: string[] = [];
  const server = new NotifyServer({
    password: hashPassword(password),
    protocol,
    handlers: {
      add: async ({ a, b = 0 }) => a + b,
      name: () => ({ first: "Ada", last: "Lovelace" }),
      note: ({ text }) => {
        notes.push(text);
      },
    },
    ...options,
  });
  const port = await listening(server);
  const call = async (method: string, params?: unknown) => {
    const { text } = await post(port, JSON.stringify({ jsonrpc: "2.0", method, params, id: 1 }));
    const { result, error } = JSON.parse(text);
    return error ?? result;
  };
  return { server, port, notes, call };
}

describe("methods with a schema", () => {
  it.each([
    ["add", [1, 2], 3],
    ["add", { a: 1 }, 1],
    ["name", undefined, ["Ada", "Lovelace"]],
    ["note", ["hello"], null],
    ["add", ["1"], { code: -32602, message: "add: a must be number" }],
    ["add", [], { code: -32602, message: "add: a is missing" }],
    ["add", [1, 2, 3], { code: -32602, message: "add: expected at most 2 parameters, got 3" }],
    ["add", { a: 1, c: 2 }, { code: -32602, message: "add: unknown parameter c" }],
  ])("are called for with what fits: %s %j gives %j", async (method, params, result) => {
    const { call } = await start();
    expect(await call(method, params)).toEqual(result);
  });

  it("stand beside those of notifications", async () => {
    const { call, notes } = await start();
    expect(await call("mining.alert", ["look"])).toEqual([true]);
    expect(await call("note", { text: "hello" })).toBeNull();
    expect(notes).toEqual(["hello"]);
  });

  it("give old clients results as they are", async () => {
    const { port } = await start();
    const peer = await connectRaw(port);
    peer.write(`{"jsonrpc":"2.0","method":"add","params":["${base64(password)}",1,2],"id":1}`);
    expect(await peer.line()).toBe('{"jsonrpc":"2.0","result":3,"error":null,"id":1}');
  });
});

describe("methods without a schema", () => {
  it("get their parameters as they came, and who called", async () => {
    const { server, port } = await startNotifyServer();
    const got: unknown[] = [];
    server.expose("own", (params, { remoteAddress, signal }) => {
      got.push(params, remoteAddress, signal.aborted);
      return { done: true };
    });
    for (const params of ['"params":[1,{"a":null}],', '"params":{"a":[2]},', ""])
      expect((await post(port, `{"jsonrpc":"2.0","method":"own",${params}"id":1}`)).text).toContain(
        '{"done":true}',
      );
    const from = expect.stringMatching(/^127\.0\.0\.1:\d+$/);
    expect(got).toEqual([[1, { a: null }], from, false, { a: [2] }, from, false, undefined, from, false]);
  });

  it("may be added while the server runs, and take another's place", async () => {
    const { server, call } = await start();
    expect(await call("later")).toMatchObject({ code: -32601 });
    server.expose("later", () => "first");
    expect(await call("later")).toBe("first");
    server.expose("later", () => "second");
    expect(await call("later")).toBe("second");
    expect(
      (await call("rpc.discover")).methods.filter(({ name }: { name: string }) => name === "later"),
    ).toHaveLength(1);
  });
});

describe("rpc.discover", () => {
  const isOpenRpc = new Ajv({ strict: false }).compile(openRpcSchema);

  it("wants the password like any other", async () => {
    const { port } = await startNotifyServer();
    expect((await post(port, '{"jsonrpc":"2.0","method":"rpc.discover","id":1}', "")).status).toBe(401);
  });

  it("tells what a server can be called for, and how", async () => {
    const { server, call } = await start();
    server.expose("own", () => 1);
    const document = await call("rpc.discover");
    expect(isOpenRpc(document), JSON.stringify(isOpenRpc.errors)).toBe(true);
    expect(document.methods.map(({ name }: { name: string }) => name)).toEqual([
      "add",
      "mining.alert",
      "mining.block",
      "mining.wallet",
      "name",
      "note",
      "own",
    ]);
    const [add, , block, , , note, own] = document.methods;
    expect(add).toEqual({
      name: "add",
      paramStructure: "by-position",
      params: [
        { name: "a", required: true, schema: {} },
        { name: "b", required: false, schema: {} },
      ],
      result: { name: "result", schema: {} },
    });
    expect(block.params[0].schema).toEqual({ type: "string", pattern: "^[0-9a-fA-F]{64}$" });
    expect(note).not.toHaveProperty("result");
    expect(own).toEqual({ name: "own", params: [], result: { name: "result", schema: {} } });
  });

  it("tells of a method that may be left out where it is not", async () => {
    const server = new NotifyServer({
      password: hashPassword(password),
      handlers: { "mining.connections": () => [] },
    });
    const port = await listening(server);
    const { text } = await post(port, '{"jsonrpc":"2.0","method":"rpc.discover","id":1}');
    const { methods, components } = JSON.parse(text).result;
    const { result } = methods.find(({ name }: { name: string }) => name === "mining.connections");
    expect(result.schema.items).toEqual({ $ref: "#/components/schemas/MinerConnection" });
    expect(components.schemas.MinerConnection.properties).toHaveProperty("remoteAddress");
  });

  it("tells what is written of one's own methods, where that is given", async () => {
    const text = { type: "string" };
    const document = {
      openrpc: "1.4.1",
      info: { title: "Own", version: "2.0.0" },
      methods: [
        {
          name: "name",
          summary: "Who it is.",
          params: [],
          result: { name: "result", schema: { $ref: "#/components/schemas/Text" } },
        },
        { name: "unknown", params: [] },
      ],
      components: { schemas: { Text: text } },
    };
    const { call } = await start({ document });
    const told = await call("rpc.discover");
    expect(isOpenRpc(told)).toBe(true);
    expect(told.info).toEqual(document.info);
    expect(told.methods.find(({ name }: { name: string }) => name === "name")).toEqual(document.methods[0]);
    expect(told.methods.map(({ name }: { name: string }) => name)).not.toContain("unknown");
    expect(told.components.schemas).toMatchObject({ Text: text, MinerConnection: { type: "object" } });
  });
});
