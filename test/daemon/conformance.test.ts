import { conformance } from "./conformance.js";
import { isWithoutLitecoind } from "./litecoind.js";
import { startEmbedded, startLitecoin } from "./subject.js";

conformance("the development daemon", startEmbedded);
conformance("litecoind", startLitecoin, isWithoutLitecoind);
