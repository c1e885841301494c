#!/usr/bin/env node
import { run } from "@oclif/core";
import { complain } from "./complaint.js";

await run(process.argv.slice(2), import.meta.url).catch((error) => complain("stratum", error));
