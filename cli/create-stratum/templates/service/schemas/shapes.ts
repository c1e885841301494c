import { Type } from "stratum-codegen";

export const Text = Type.String({ $id: "Text", minLength: 1, maxLength: 1_000, description: "A text." });
