/** Stratum V1, both sides. */
export * from "../../generated/stratum/index.js";
export { generalPurposeBits, negotiate } from "./version-mask.js";
