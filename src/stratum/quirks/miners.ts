import { envelopeQuirks } from "./envelope.js";
import { methodQuirks } from "./methods.js";
import { valueQuirks } from "./values.js";

/** Every deviation of miners that a server takes, by name. `docs/protocol.md` shows this table. */
export const minerQuirks = { ...envelopeQuirks, ...valueQuirks, ...methodQuirks };

/** A deviation of miners, by name. */
export type MinerQuirk = keyof typeof minerQuirks;
