#!/usr/bin/env node
import { parseArgs } from "node:util";
import { type NotificationType, notify } from "../src/notify/client.js";
import { readPassword } from "../src/notify/read-password.js";
import { printable } from "./printable.js";

/**
 * `stratum notify` for daemons, with the same flags. It loads as little as possible, because a daemon runs it
 * per block and transaction.
 */
const usage = `stratum-notify: reports a block, a wallet transaction or an alert to a pool's RPC port

  --type block|wallet|alert   what to report
  --data TEXT                 the block's hash, the transaction's id or the alert's text
  --host HOST                 the RPC port's host; default: 127.0.0.1
  --port PORT                 the RPC port; default: 1337
  --password TEXT             its password; ps and the daemon's log show arguments
  --password-file FILE        a file with the password; default: STRATUM_PASSWORD
  --source TEXT               the daemon's name, shown in events
  --timeout SECONDS           seconds to wait at most; default: 2

example: bitcoind -blocknotify="stratum-notify --type block --data %s --password-file /etc/pool/password --source bitcoin"`;

function isType(type: string | undefined): type is NotificationType {
  return type === "block" || type === "wallet" || type === "alert";
}

/** @throws Error with one line for invalid arguments. */
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
  if (!Number.isInteger(port) || port > 65535)
    throw new Error("--port must be a whole number from 1 to 65535");
  const type = text("type")?.toLowerCase();
  const data = text("data");
  const source = text("source");
  if (!isType(type)) throw new Error("--type must be block, wallet or alert");
  if (data === undefined) throw new Error("missing --data: the hash, the id or the text");
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
