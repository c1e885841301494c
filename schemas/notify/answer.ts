import { param, positions, Type } from "../../codegen/schema/index.js";

/** The result of a notification: an array of one on the wire, for compatibility with older `stratum-notify` programs. */
export const Taken = positions({
  taken: param(Type.Boolean(), "True if it was new; false if it had been delivered before."),
});

export const Source = Type.String({ maxLength: 256, description: "The daemon's name: `bitcoin`." });
