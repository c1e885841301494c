import { RpcError } from "./error.js";
import type { Method } from "./method.js";
import { describeFault, type Validate } from "./validate.js";

/** Parameters by name, not validated yet. */
type Named = Record<string, unknown>;

/**
 * Converts parameters from the wire to the object that a handler gets. Null in an optional position
 * counts as omitted; surplus positions are dropped unless `strict`.
 *
 * @throws RpcError `INVALID_PARAMS` with the parameter's name and what it must be.
 */
export function readParams<Params>(
  method: Method<Params, unknown>,
  validate: Validate<Params>,
  wire: unknown,
  strict: boolean,
): Params {
  const named = method.structure === "raw" ? (wire ?? {}) : toNamed(method, wire, strict);
  if (validate(named)) return named;
  throw new RpcError("INVALID_PARAMS", `${method.name}: ${describeFault(validate.errors, "params")}`);
}

/**
 * Converts parameters to their form on the wire.
 *
 * @throws RpcError `INVALID_PARAMS`, not executed, when the caller's object does not match the schema.
 */
export function writeParams<Params>(
  method: Method<Params, unknown>,
  validate: Validate<Params>,
  params: Params,
): unknown {
  const given: unknown = params;
  if (!validate(given)) {
    const message = `${method.name}: ${describeFault(validate.errors, "params")}`;
    throw new RpcError("INVALID_PARAMS", message, { method: method.name, executed: "no" });
  }
  return method.structure === "raw" ? given : toWire(method, Object(given));
}

function toNamed(method: Method, wire: unknown, strict: boolean): Named {
  if (Array.isArray(wire))
    return method.structure === "spread"
      ? spreadNames(method, wire, strict)
      : positionNames(method, wire, strict);
  if (wire === undefined || wire === null) return {};
  if (typeof wire === "object") return byName(method, wire, strict);
  throw new RpcError("INVALID_PARAMS", `${method.name}: params must be an array or an object`);
}

function positionNames(method: Method, wire: readonly unknown[], strict: boolean): Named {
  const { params } = method;
  if (strict && wire.length > params.length) {
    throw new RpcError(
      "INVALID_PARAMS",
      `${method.name}: expected at most ${params.length} parameters, got ${wire.length}`,
    );
  }
  const named: Named = {};
  const count = Math.min(params.length, wire.length);
  for (let index = 0; index < count; index++) {
    const value: unknown = wire[index];
    const name = params[index];
    if (name !== undefined && isGiven(method, name, value)) named[name] = value;
  }
  return named;
}

function spreadNames(method: Method, wire: readonly unknown[], strict: boolean): Named {
  if (strict && wire.length > 1)
    throw new RpcError(
      "INVALID_PARAMS",
      `${method.name}: expected one object, got ${wire.length} parameters`,
    );
  const [first = {}] = wire;
  if (typeof first === "object" && first !== null && !Array.isArray(first))
    return byName(method, first, strict);
  if (first === null) return {};
  throw new RpcError("INVALID_PARAMS", `${method.name}: the first parameter must be an object`);
}

function byName(method: Method, wire: object, strict: boolean): Named {
  const wireNames = method.wireNames ?? method.params;
  const named: Named = {};
  for (const [wireName, value] of Object.entries(wire)) {
    const name = method.params[wireNames.indexOf(wireName)];
    if (name === undefined && strict)
      throw new RpcError("INVALID_PARAMS", `${method.name}: unknown parameter ${wireName}`);
    if (name !== undefined && isGiven(method, name, value)) named[name] = value;
  }
  return named;
}

function isGiven(method: Method, name: string, value: unknown): boolean {
  return value !== undefined && (value !== null || !method.optional?.includes(name));
}

function toWire({ structure, params, wireNames = params }: Method, named: Named): unknown {
  if (structure === "position" || structure === "either") return positions(params, named);
  const members = Object.fromEntries(
    params.flatMap((name, index) => {
      const value = given(named, name);
      return value === undefined ? [] : [[wireNames[index] ?? name, value]];
    }),
  );
  return structure === "name" ? members : [members];
}

/** Up to the last given parameter; omitted ones before it are null. */
function positions(params: readonly string[], named: Named): unknown[] {
  const values = params.map((name) => given(named, name));
  while (values.length > 0 && values.at(-1) === undefined) values.pop();
  return values.map((value) => value ?? null);
}

/** A parameter may have the name of an inherited member: `constructor`. */
function given(named: Named, name: string): unknown {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}
