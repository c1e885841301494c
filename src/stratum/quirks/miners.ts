import { envelopeQuirks } from "./envelope.js";
import { methodQuirks } from "./methods.js";
import { valueQuirks } from "./values.js";

/** The deviations of miners that a server accepts, by name. `docs/protocol.md` shows this table. */
export const minerQuirks = { ...envelopeQuirks, ...valueQuirks, ...methodQuirks };

/** The name of a miners' deviation. */
export type MinerQuirk = keyof typeof minerQuirks;
