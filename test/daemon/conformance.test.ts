import { conformance } from "./conformance.js";
import { litecoindProgram } from "./litecoind.js";
import { startEmbedded, startLitecoin } from "./subject.js";

conformance("the development daemon", startEmbedded);
conformance("litecoind", startLitecoin, litecoindProgram === undefined && process.env.CI !== "true");
