import { describe, expect, it } from "vitest";
import { generated, notification, optional, param, request } from "../inline.js";

describe("a method's direction", () => {
  it("is from client to server where nothing is said", async () => {
    const { methods, client, handlers } = await generated({ methods: [request("ask")] });
    expect(methods("ask")).toContain('  direction: "clientToServer",');
    expect(client("ToServer")).toContain("  ask(options?: CallOptions): Promise<boolean>;");
    expect(client("ToClient")).toEqual([
      "/** What a server can call on a client. */",
      "export interface ToClient {}",
    ]);
    expect(handlers("ServerMethods")).toContain("  ask: { params: NoParams; result: boolean };");
  });

  it("may be from server to client, for requests and notifications", async () => {
    const toClient = { "x-direction": "serverToClient" } as const;
    const { methods, client, handlers, index } = await generated({
      methods: [notification("tell", [param("x")], toClient), request("ask", [], undefined, toClient)],
    });
    expect(methods("tell")).toContain('  direction: "serverToClient",');
    expect(client("ToServer")).toEqual([
      "/** What a client can call on a server. */",
      "export interface ToServer {}",
    ]);
    expect(client("ToClient").slice(1)).toEqual([
      "export interface ToClient {",
      "  ask(options?: CallOptions): Promise<boolean>;",
      "  tell(params: TellParams): void;",
      "}",
    ]);
    expect(handlers("ClientMethods").slice(2, -1)).toEqual([
      "  ask: { params: NoParams; result: boolean };",
      "  tell: { params: TellParams; result: void };",
    ]);
    expect(index("protocol").slice(4, 9)).toEqual([
      "  server: {},",
      "  client: {",
      "    ask,",
      "    tell,",
      "  },",
    ]);
  });

  it("may be both: each side has the stub and the handler", async () => {
    const { client, handlers, index } = await generated({
      methods: [request("ping", [], undefined, { "x-direction": "both" })],
    });
    const stub = "    ping: (options) => caller.call(ping, {}, options),";
    expect(client("toServer")).toContain(stub);
    expect(client("toClient")).toContain(stub);
    const entry = "  ping: { params: NoParams; result: boolean };";
    expect(handlers("ServerMethods")).toContain(entry);
    expect(handlers("ClientMethods")).toContain(entry);
    expect(index("protocol").filter((line) => line === "    ping,")).toHaveLength(2);
  });
});

describe("a method that may be left out", () => {
  it("has an optional handler, and a stub like any", async () => {
    const { client, handlers } = await generated({
      methods: [request("extra", [optional("x")], undefined, { "x-optional": true })],
    });
    expect(handlers("ServerMethods")).toContain("  extra?: { params: ExtraParams; result: boolean };");
    expect(client("ToServer")).toContain(
      "  extra(params?: ExtraParams, options?: CallOptions): Promise<boolean>;",
    );
  });
});

describe("a side without methods", () => {
  it("has an empty interface and stubs that need no caller", async () => {
    const { client, handlers, index } = await generated({ methods: [request("ask")] });
    expect(client("toClient")).toEqual([
      "/** Stubs that call through `caller`: what a server can call on a client. */",
      "export function toClient(_caller: Caller): ToClient {",
      "  return {};",
      "}",
    ]);
    expect(handlers("ClientMethods").slice(1)).toEqual(["export interface ClientMethods {}"]);
    expect(handlers("ClientHandlers").at(-1)).toBe(
      "export type ClientHandlers<Context> = Handlers<ClientMethods, Context>;",
    );
    expect(index("protocol")).toContain("  client: {},");
  });
});

describe("the protocol as a value", () => {
  it("has every method by its name on the wire, on the side that answers it", async () => {
    const { index } = await generated({
      methods: [request("get_block"), request("mining.submit"), request("ask")],
    });
    expect(index("protocol")).toEqual([
      "/** Test 1.0.0: descriptors and stubs, for servers and clients. */",
      "export const protocol: Protocol<ServerMethods, ClientMethods, ToServer, ToClient> = {",
      '  title: "Test",',
      '  version: "1.0.0",',
      "  server: {",
      "    ask,",
      "    get_block: getBlock,",
      '    "mining.submit": miningSubmit,',
      "  },",
      "  client: {},",
      "  toServer,",
      "  toClient,",
      "};",
    ]);
  });
});
