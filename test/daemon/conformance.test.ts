import { describe, it } from "vitest";
import { conformance } from "./conformance.js";
import { litecoindProgram } from "./litecoind.js";
import { startEmbedded, startLitecoin } from "./subject.js";

conformance("the development daemon", startEmbedded);

if (litecoindProgram !== undefined || process.env.CI === "true") conformance("litecoind", startLitecoin);
else describe.skip("litecoind, which is not installed here", () => it("behaves the same", () => {}));
