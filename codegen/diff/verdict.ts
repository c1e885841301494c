import { adviceOn, effectOf } from "./advice.js";
import type { Witness } from "./change.js";
import { concerning, type MethodDifference, nobody, type Party } from "./concerned.js";
import { type Gap, gapKey, type Way } from "./gap.js";
import { findWitness, type Takes } from "./witness.js";

/**
 * The sides that a gap may break. Callers send parameters and receive results. A server's responses are assumed to
 * follow its document, and it accepts all that its document allows.
 */
const hurt: Readonly<
  Record<"params" | "result", Readonly<Record<Way, Readonly<Record<Party, Party | undefined>>>>>
> = {
  params: {
    narrowed: { clients: "clients", servers: "servers" },
    widened: { clients: undefined, servers: "clients" },
  },
  result: {
    narrowed: { clients: undefined, servers: "clients" },
    widened: { clients: "clients", servers: "servers" },
  },
};

export function createVerdict(method: string, callers: readonly Party[], proven: Map<string, Witness>) {
  return (of: "params" | "result", gap: Gap, takes: Takes): MethodDifference[] => {
    const sides = callers.flatMap((caller) => hurt[of][gap.way][caller] ?? []);
    const told = { method, at: gap.at, message: gap.message, ...(gap.moved && { moved: gap.moved }) };
    if (sides.length === 0) return gap.cause === "overlap" ? [] : [{ ...told, ...nobody }];
    const witness = proven.get(gapKey(gap)) ?? witnessOf(method, of, gap, takes);
    if (witness) proven.set(gapKey(gap), witness);
    const severity = witness ? "breaking" : gap.otherwise;
    if (severity === "compatible") return [{ ...told, ...nobody }];
    return [
      {
        ...{ ...told, ...concerning(sides, severity) },
        effect: effectOf(of, gap, callers, severity),
        advice: adviceOn(gap.cause, gap.way),
        ...(witness && { witness }),
      },
    ];
  };
}

function witnessOf(method: string, of: "params" | "result", gap: Gap, takes: Takes): Witness | undefined {
  const found = findWitness(gap, takes);
  return found && { method, of, value: found.value, refusedBy: gap.way === "narrowed" ? "new" : "old" };
}
