import { param, positions, Type } from "../../codegen/schema/index.js";

/** The answer to a notification: an array of one on the wire, as the first `stratum-notify` had it. */
export const Taken = positions({
  taken: param(Type.Boolean(), "True where it was news; false where it had been delivered before."),
});

export const Source = Type.String({ maxLength: 256, description: "Which daemon it comes from: `bitcoin`." });
