import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Method, readParams, writeParams } from "../../src/rpc/index.js";
import { methodOf } from "./method-of.js";

const number = { type: "number" };
const text = { type: "string" };

const submit = { params: { worker: text, jobId: text, bits: number }, optional: ["bits"] };
const hole = { params: { agent: text, session: text, port: number }, optional: ["agent", "session", "port"] };
const byPosition = methodOf({ ...submit, structure: "position" });
const byName = methodOf({ ...submit, structure: "name" });
const either = methodOf({ ...submit, structure: "either" });
const spread = methodOf({ ...submit, structure: "spread" });
const withHoles = methodOf({ ...hole, structure: "position" });
const renamed = { wireNames: ["worker", "job_id", "version-bits"] };
const renamedByName = methodOf({ ...submit, ...renamed, structure: "name" });
const renamedSpread = methodOf({ ...submit, ...renamed, structure: "spread" });
const nullable = methodOf({ params: { worker: { type: ["string", "null"] } } });
const none = methodOf({});

const all = { worker: "alice", jobId: "7", bits: 1 };
const few = { worker: "alice", jobId: "7" };

const write = (method: ReturnType<typeof methodOf>, params: unknown) =>
  writeParams(method, method.validators.params, params);
const read = (method: ReturnType<typeof methodOf>, wire: unknown, strict = false) =>
  readParams(method, method.validators.params, wire, strict);

describe("writeParams", () => {
  it.each<[string, ReturnType<typeof methodOf>, object, unknown]>([
    ["by position", byPosition, all, ["alice", "7", 1]],
    ["by position, without the last", byPosition, few, ["alice", "7"]],
    ["by name", byName, all, all],
    ["by name, without the last", byName, few, few],
    ["either way, by position", either, all, ["alice", "7", 1]],
    ["spread, in one object", spread, all, [all]],
    ["spread, without the last", spread, few, [few]],
    ["with null in holes", withHoles, { port: 3333 }, [null, null, 3333]],
    ["up to the last one that is given", withHoles, { agent: "a", session: "b" }, ["a", "b"]],
    ["with undefined as left out", withHoles, { agent: "a", port: undefined }, ["a"]],
    ["by name under wire names", renamedByName, all, { worker: "alice", job_id: "7", "version-bits": 1 }],
    ["spread under wire names", renamedSpread, few, [{ worker: "alice", job_id: "7" }]],
    ["with null that is meant", nullable, { worker: null }, [null]],
    ["as nothing", none, {}, []],
  ])("writes parameters %s", (_how, method, params, wire) => {
    expect(write(method, params)).toEqual(wire);
  });

  it.each(["position", "name"] as const)("sends nothing that was not given: by %s", (structure) => {
    const method = methodOf({ params: { toString: text }, optional: ["toString"], structure });
    expect(write(method, Object.create(null))).toEqual(structure === "name" ? {} : []);
  });

  it("refuses what does not fit the schema and says why", () => {
    expect(() => write(byPosition, { worker: 1, jobId: "7" })).toThrow("test: worker must be string");
    expect(() => write(byPosition, { worker: "a" })).toThrow("test: jobId is missing");
    expect(() => write(byPosition, { ...few, x: 1 })).toThrow("test: x is unknown");
  });
});

describe("readParams", () => {
  it.each<[string, ReturnType<typeof methodOf>, unknown, object]>([
    ["positions", byPosition, ["alice", "7", 1], all],
    ["positions without the last", byPosition, ["alice", "7"], few],
    ["positions with null for the last", byPosition, ["alice", "7", null], few],
    ["positions and more of them", byPosition, ["alice", "7", 1, "x", null], all],
    ["names for positions", byPosition, all, all],
    ["names", byName, all, all],
    ["names with null for an optional one", byName, { ...few, bits: null }, few],
    ["names and unknown ones", byName, { ...all, ttl: 2 }, all],
    ["positions for names", byName, ["alice", "7", 1], all],
    ["either: positions", either, ["alice", "7", 1], all],
    ["either: names", either, all, all],
    ["a spread object", spread, [all], all],
    ["a spread object and more", spread, [all, 1], all],
    ["a spread object without its array", spread, all, all],
    ["wire names", renamedByName, { worker: "alice", job_id: "7", "version-bits": 1 }, all],
    ["wire names in a spread object", renamedSpread, [{ worker: "alice", job_id: "7" }], few],
    ["holes", withHoles, [null, null, 3333], { port: 3333 }],
    ["an empty array", withHoles, [], {}],
    ["nothing", withHoles, undefined, {}],
    ["null", withHoles, null, {}],
    ["null that is meant", nullable, [null], { worker: null }],
  ])("reads %s", (_what, method, wire, params) => {
    expect(read(method, wire)).toEqual(params);
  });

  it.each([
    ["a spread array without an object", []],
    ["a spread null", [null]],
  ])("reads %s as nothing", (_what, wire) => {
    expect(read(methodOf({ ...hole, structure: "spread" }), wire)).toEqual({});
  });

  it.each<[string, ReturnType<typeof methodOf>, unknown, string]>([
    ["a missing one", byPosition, ["alice"], "test: jobId is missing"],
    ["null for a required one", byPosition, [null, "7"], "test: worker must be string"],
    ["another type", byPosition, ["alice", "7", "1"], "test: bits must be number"],
    ["a bare text", byPosition, "alice", "test: params must be an array or an object"],
    ["a bare number", byName, 7, "test: params must be an array or an object"],
    ["a spread text", spread, ["alice"], "test: the first parameter must be an object"],
    ["a spread array", spread, [[]], "test: the first parameter must be an object"],
    ["nothing where something is required", byPosition, undefined, "test: worker is missing"],
    [
      "a name of the wire that is none",
      renamedByName,
      { worker: "alice", jobId: "7" },
      "test: jobId is missing",
    ],
  ])("refuses %s", (_what, method, wire, message) => {
    expect(() => read(method, wire)).toThrow(expect.objectContaining({ code: "INVALID_PARAMS", message }));
  });

  it.each<[string, ReturnType<typeof methodOf>, unknown, string]>([
    ["a position too many", byPosition, ["alice", "7", 1, null], "expected at most 3 parameters, got 4"],
    ["a position of none", none, ["x"], "expected at most 0 parameters, got 1"],
    ["an unknown name", byName, { ...all, ttl: 2 }, "unknown parameter ttl"],
    ["an unknown name in a spread object", spread, [{ ...all, ttl: 2 }], "unknown parameter ttl"],
    ["more than a spread object", spread, [all, null], "expected one object, got 2 parameters"],
  ])("refuses %s where it is strict", (_what, method, wire, message) => {
    expect(() => read(method, wire, true)).toThrow(
      expect.objectContaining({ code: "INVALID_PARAMS", message: `test: ${message}` }),
    );
  });

  it("does not change what it reads", () => {
    const wire = Object.freeze(["alice", "7", null, "x"]);
    expect(read(byPosition, wire)).toEqual(few);
  });

  it("takes no members of prototypes for parameters", () => {
    expect(read(byName, JSON.parse('{"__proto__":{"worker":"mallory"},"worker":"a","jobId":"7"}'))).toEqual({
      worker: "a",
      jobId: "7",
    });
  });
});

describe("writeParams and readParams", () => {
  const structures = fc.constantFrom<Method["structure"]>("position", "name", "either", "spread");
  const params = fc.record(
    { agent: fc.string(), session: fc.string(), port: fc.integer() },
    { requiredKeys: [] },
  );

  it("are each other's inverse, over JSON", () => {
    fc.assert(
      fc.property(structures, fc.boolean(), params, (structure, strict, given) => {
        const method = methodOf({ ...hole, structure, wireNames: ["user-agent", "session_id", "port"] });
        const wire: unknown = JSON.parse(JSON.stringify(write(method, given)));
        expect(read(method, wire, strict)).toEqual(given);
      }),
      { numRuns: 50 },
    );
  });
});
