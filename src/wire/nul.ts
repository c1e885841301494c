import { delimited } from "./delimited.js";
import { type Framing, trimmed } from "./framing.js";

/** A NUL after each message, as Chromium's debugging pipe has it. */
export const nul: Framing = delimited("\0", trimmed);
