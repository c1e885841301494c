import { delimited } from "./delimited.js";
import { type Framing, trimmed } from "./framing.js";

/** One NUL after each message, as on Chromium's debugging pipe. */
export const nul: Framing = delimited("\0", trimmed);
