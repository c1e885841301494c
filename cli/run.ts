#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { reportError } from "./errors.js";
import { startCommand } from "./start.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
await startCommand(process.argv.slice(2), root).catch((error) => reportError("stratum", error));
