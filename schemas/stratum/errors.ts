import type { OpenRpcError } from "../../codegen/schema/index.js";

/** The error codes for refused shares, as in the Slush manual and most pools since. */
export const other: OpenRpcError = { code: 20, message: "Other/Unknown" };
export const jobNotFound: OpenRpcError = { code: 21, message: "Job not found" };
export const duplicateShare: OpenRpcError = { code: 22, message: "Duplicate share" };
export const lowDifficulty: OpenRpcError = { code: 23, message: "Low difficulty share" };
export const unauthorized: OpenRpcError = { code: 24, message: "Unauthorized worker" };
export const notSubscribed: OpenRpcError = { code: 25, message: "Not subscribed" };
