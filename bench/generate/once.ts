import { generate } from "stratum-codegen";
import { tell } from "../child.js";

/** Milliseconds for generating from a document, the start of the program left out. */
const [input = "", output = ""] = process.argv.slice(2);
const start = performance.now();
await generate({ inputs: [input], output });
tell(performance.now() - start);
