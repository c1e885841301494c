#!/usr/bin/env node
import { main } from "./main.js";
import { Refusal } from "./refusal.js";

const { stdin: input, stdout: output } = process;
try {
  output.write(await main(process.argv.slice(2), { input, output, isTerminal: Boolean(input.isTTY) }));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`create-stratum: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
