import type { Severity } from "./change.js";
import type { Cause, Gap, Way } from "./gap.js";

/** What happens to whom, as a sentence. */
export function effectOf(
  of: "params" | "result",
  { way, proof }: Gap,
  callers: readonly ("clients" | "servers")[],
  severity: Severity,
): string {
  const [isOldSending, isParams] = [way === "narrowed", of === "params"];
  const effects = callers.flatMap((caller) => {
    const answerer = caller === "clients" ? "servers" : "clients";
    const [sender, receiver] = isParams ? [caller, answerer] : [answerer, caller];
    // A server that answers is changed with its document.
    if (answerer === "servers" && isOldSending !== isParams) return [];
    const [who, whom] = isOldSending
      ? [`Old ${sender}`, `new ${receiver}`]
      : [`New ${sender}`, `old ${receiver}`];
    if (severity === "breaking") return [`${who} send what ${whom} refuse.`];
    const doubt = proof ? " No value was found that proves it." : "";
    return [`${who} may send what ${whom} do not expect.${doubt}`];
  });
  return effects.join(" ");
}

const major = "or release a new major version.";

/** What a release manager can do. */
export function adviceOn(cause: Cause, way: Way): string {
  const accepting = `Keep accepting what was accepted before, ${major}`;
  const sending = `Send it only to peers that are known to understand it, ${major}`;
  const advice: Record<Cause, string> = {
    required: way === "narrowed" ? `Make it optional, ${major}` : `Keep sending it always, ${major}`,
    removed: way === "narrowed" ? accepting : `Keep sending it until no peer reads it, ${major}`,
    moved:
      way === "narrowed"
        ? `Accept it in both places, ${major}`
        : `Send it in both places for a while, ${major}`,
    added: sending,
    values: way === "narrowed" ? accepting : sending,
    overlap: `Tell the alternatives apart by a constant, or use anyOf, ${major}`,
    order: `Keep the order and form of the parameters, ${major}`,
    words: "Compare both by hand: no validator checks it.",
  };
  return advice[cause];
}
