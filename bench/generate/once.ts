import { generate } from "stratum-codegen";
import { tell } from "../child.js";

/** Measures generation from a document in milliseconds, without the program's start. */
const [input = "", output = ""] = process.argv.slice(2);
const start = performance.now();
await generate({ inputs: [input], output });
tell(performance.now() - start);
