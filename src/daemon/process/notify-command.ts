import { fileURLToPath } from "node:url";
import type { NotificationType } from "../../notify/client.js";
import { shellQuote } from "./shell-quote.js";

/** What a daemon is to run when something happens. */
export interface NotifyCommandOptions {
  readonly type: NotificationType;
  /** The RPC port's host. Default: 127.0.0.1. */
  readonly host?: string;
  readonly port: number;
  /** Which daemon it comes from. */
  readonly source?: string;
  /**
   * `node` runs `stratum-notify`, which tells what goes wrong and arrives some 100 ms after the event;
   * `sh` arrives after some milliseconds and needs bash and the programs of coreutils. Default: `node`.
   */
  readonly transport?: NotifyTransport;
  /** What `node` runs, with its first arguments. Default: this process's Node.js and this package's `stratum-notify`. */
  readonly program?: readonly string[];
  /** A file whose first line is the password. Default: the daemon's environment has STRATUM_PASSWORD. */
  readonly passwordFile?: string;
}

/** What runs when a daemon notifies: `stratum-notify` on Node.js, or a shell script. */
export type NotifyTransport = "node" | "sh";

/** Seconds after which a command ends, whatever happens: one that outlives its daemon keeps that one's ports. */
const deadline = 2;

/**
 * The value of `-blocknotify`, `-walletnotify` or `-alertnotify`: a command for `sh`, in which the
 * daemon puts what happened in place of `%s`. The password is not in it, because a daemon writes the
 * command into its log.
 */
export function notifyCommand(options: NotifyCommandOptions): string {
  return options.transport === "sh" ? shellCommand(options) : nodeCommand(options);
}

function nodeCommand({ type, host, port, source, program, passwordFile }: NotifyCommandOptions): string {
  const words = [
    ...(program ?? [
      process.execPath,
      fileURLToPath(new URL("../../../cli/stratum-notify.js", import.meta.url)),
    ]),
    ...["--type", type],
    ...(host === undefined ? [] : ["--host", host]),
    ...["--port", String(port)],
    ...(source === undefined ? [] : ["--source", source]),
    ...(passwordFile === undefined ? [] : ["--password-file", passwordFile]),
  ].map(shellQuote);
  return `${words.join(" ")} --data=%s`;
}

/**
 * Bash opens the connection itself, and `%s` may stand in it only where the daemon is to put what
 * happened: outside of quotes, because an alert's text comes with quotes of the daemon's own.
 */
function shellCommand({
  type,
  host = "127.0.0.1",
  port,
  source,
  passwordFile,
}: NotifyCommandOptions): string {
  const password =
    passwordFile === undefined
      ? 'echo -n "$STRATUM_PASSWORD"'
      : `head -n 1 ${shellQuote(passwordFile)} | tr -d "\\r\\n"`;
  const script = [
    "exec 3<>/dev/tcp/$0/$1",
    `echo "$2$(${password} | base64 | tr -d "\\n")$3" >&3`,
    `read -r -d "}" -t ${deadline} answer <&3`,
    '[[ $answer != *\\"error\\":[{\\"]* ]]',
  ].join(" && ");
  const before = `{"jsonrpc":"2.0","method":"mining.${type}","params":["`;
  const after = `"${source === undefined ? "" : `,${JSON.stringify(source)}`}],"id":1}`;
  const words = ["timeout", String(deadline), "bash", "-c", script, host, String(port), before];
  return `${words.map(shellQuote).join(" ")} '","'%s${shellQuote(after)}`;
}
