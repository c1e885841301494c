import type { OpenRpcMethod } from "../document/openrpc.js";
import type { Severity, Spots, Witness } from "./change.js";
import type { Moved } from "./gap.js";

/** A difference in one method, with whom it concerns. */
export interface MethodDifference extends Concerned {
  readonly method: string;
  readonly at: Spots;
  readonly message: string;
  readonly effect?: string;
  readonly advice?: string;
  readonly witness?: Witness;
  readonly moved?: Moved;
}

/** The severity for both sides. */
export interface Concerned {
  readonly clients: Severity;
  readonly servers: Severity;
}

/** The peers written for the old document. */
export type Party = keyof Concerned;

export const nobody: Concerned = { clients: "compatible", servers: "compatible" };

export function concerning(sides: readonly Party[], severity: Severity): Concerned {
  const of = (side: Party) => (sides.includes(side) ? severity : "compatible");
  return { clients: of("clients"), servers: of("servers") };
}

/** The sides that call a method. */
export function callersOf({ "x-direction": direction = "clientToServer" }: OpenRpcMethod): Party[] {
  if (direction === "both") return ["clients", "servers"];
  return [direction === "clientToServer" ? "clients" : "servers"];
}
