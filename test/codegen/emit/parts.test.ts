import { describe, expect, it } from "vitest";
import { generate } from "../../../codegen/index.js";
import { version } from "../../../codegen/version.js";
import { problemsOf } from "../folder.js";
import { generated, notification, param, request } from "../inline.js";
import { withGenerated } from "../joined.js";

const methods = [request("pool.get_rate", [param("worker_name")]), notification("tell", [param("x")])];
const written = async (emit: string[]) => {
  const { files } = await generated({ methods, options: { emit } });
  return [...files.keys()].sort();
};

describe("the parts that are chosen", () => {
  it.each([
    [["types"], ["types.ts"]],
    [["openrpc"], ["openrpc.json"]],
    [["client"], ["client.ts", "index.ts", "methods.ts", "types.ts"]],
    [["handlers"], ["handlers.ts", "index.ts", "methods.ts", "types.ts"]],
    [["validators"], ["types.ts", "validators.ts"]],
    [
      ["client", "validators"],
      ["client.ts", "index.ts", "methods.ts", "types.ts", "validators.ts"],
    ],
    [["docs"], ["docs/README.md", "docs/methods.md", "docs/pool.md"]],
  ])("%j are written, with what they need", async (emit, files) => {
    expect(await written(emit)).toEqual(files);
  });

  it("are all but the reference where none is", async () => {
    const { files } = await generated({ methods });
    expect([...files.keys()].some((path) => path.endsWith(".md"))).toBe(false);
    expect(files.size).toBe(7);
  });

  it("have one that nobody knows refused, with those that there are", async () => {
    const options = { inputs: ["nowhere.json"], output: "out", emit: ["types", "clients"] };
    expect(await problemsOf(generate(options))).toEqual([
      {
        severity: "error",
        file: "emit",
        pointer: "",
        message: 'unknown emitter "clients"',
        expected: "types, client, handlers, validators, openrpc, docs",
        hint: "list custom emitters under plugins in stratum.config.ts",
      },
    ]);
  });
});

describe("an index", () => {
  it("of a client alone has stubs and descriptors, and no protocol", async () => {
    const { file } = await generated({ methods, options: { emit: ["client"] } });
    expect(file("index.ts").slice(-7)).toEqual([
      'import { requireRuntime } from "stratum/runtime";',
      "",
      'export * from "./client.js";',
      'export * from "./methods.js";',
      'export type * from "./types.js";',
      "",
      `requireRuntime("${version.replace(/\.\d+$/, "")}");`,
    ]);
  });

  it("of handlers alone has a protocol without stubs", async () => {
    const { index } = await generated({ methods, options: { emit: ["handlers", "validators"] } });
    expect(index("protocol")).toContain("export const protocol: Protocol<ServerMethods, ClientMethods> = {");
    expect(index("protocol").slice(-3)).toEqual(["  toServer: () => ({}),", "  toClient: () => ({}),", "};"]);
  });
});

describe("methods without validators", () => {
  it("say so", async () => {
    const { methods: descriptor } = await generated({ methods, options: { emit: ["client"] } });
    expect(descriptor("tell")).toContain("  validators: unchecked,");
  });

  it("are called without any check", async () => {
    interface ToServer {
      pool: { getRate(params: object): Promise<unknown> };
    }
    const options = { emit: ["client", "handlers"] };
    await withGenerated<ToServer>({ methods, options }, async (join) => {
      const { client } = join({ onServer: { "pool.get_rate": () => "not a boolean" } });
      expect(await client.pool.getRate({ workerName: 5 })).toBe("not a boolean");
    });
  });
});

describe("names as on the wire", () => {
  it("are those of stubs and parameters", async () => {
    const { client, types } = await generated({ methods, options: { names: "wire" } });
    expect(client("ToServer")).toContain(
      "    get_rate(params: PoolGetRateParams, options?: CallOptions): Promise<boolean>;",
    );
    expect(types("PoolGetRateParams")).toContain("  worker_name: string;");
  });
});
