#!/usr/bin/env node
import { parseArgs } from "node:util";
import { type NotificationType, notify } from "../src/notify/client.js";
import { readPassword } from "../src/notify/read-password.js";
import { printable } from "./printable.js";

/**
 * `stratum notify` for daemons: the same flags, but nothing is loaded that is not needed, because a
 * daemon runs it once a block and a transaction.
 */
const usage = `stratum-notify: tells a pool's RPC port of a block, a transaction or an alert

  --type block|wallet|alert   what is reported
  --data TEXT                 the block's hash, the transaction's id, the alert
  --host HOST                 the RPC port's host (127.0.0.1)
  --port PORT                 the RPC port (1337)
  --password TEXT             its password; arguments show in ps and in the daemon's log, so better:
  --password-file FILE        a file that holds it, or the environment's STRATUM_PASSWORD
  --source TEXT               which daemon it comes from
  --timeout SECONDS           how long to wait at the most (2)

example: bitcoind -blocknotify="stratum-notify --type block --data %s --password-file /etc/pool/password --source bitcoin"`;

function isType(type: string | undefined): type is NotificationType {
  return type === "block" || type === "wallet" || type === "alert";
}

/** @throws Error with one line that says what is wrong with the arguments. */
function readOptions(args: string[]) {
  const flags = ["type", "data", "host", "port", "password", "password-file", "source", "timeout"];
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(flags.map((flag) => [flag, { type: "string" as const }])),
  });
  const text = (flag: string) => (typeof values[flag] === "string" ? values[flag] : undefined);
  const number = (flag: string, otherwise: number) => {
    const value = Number(text(flag) ?? otherwise);
    if (Number.isFinite(value) && value > 0) return value;
    throw new Error(`--${flag} must be a number above 0`);
  };
  const port = number("port", 1337);
  if (!Number.isInteger(port) || port > 65535) throw new Error("--port must be a port, 1 to 65535");
  const type = text("type")?.toLowerCase();
  const data = text("data");
  const source = text("source");
  if (!isType(type)) throw new Error("--type must be block, wallet or alert");
  if (data === undefined) throw new Error("--data is missing: the hash, the id or the text");
  return {
    type,
    data,
    ...(source !== undefined && { source }),
    host: text("host") ?? "127.0.0.1",
    port,
    timeout: 1000 * number("timeout", 2),
    password: readPassword({
      password: text("password"),
      passwordFile: text("password-file"),
      environment: process.env,
    }),
  };
}

/** @returns The exit code: 0 delivered, 1 not delivered, 2 wrong arguments. */
async function run(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(args);
  } catch (error) {
    return complain(error, 2);
  }
  return notify(options).then(
    () => 0,
    (error) => complain(error, 1),
  );
}

function complain(error: unknown, code: number): number {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  process.stderr.write(`stratum-notify: ${printable(line)}\n`);
  return code;
}

process.exitCode = await run(process.argv.slice(2));
