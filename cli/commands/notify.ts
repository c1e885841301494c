import { resolve } from "node:path";
import { notify } from "../../src/notify/client.js";
import { readPassword } from "../../src/notify/read-password.js";
import { StratumCommand } from "../command.js";
import { Flags } from "../packages/oclif.js";

export class NotifyCommand extends StratumCommand {
  static override summary = "Reports a block, a wallet transaction or an alert to a pool's RPC port.";
  static override description =
    "For coin daemons to call. stratum-notify takes the same flags and starts twice as fast. Exits with 0 if the server accepted the notification, else with 1 and one line that says why.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> --type block --data a5040973b83bad0cf46d02a3e914a1e50432692d0380ff81788142106ced8cdf --password password --source bitcoin",
    'litecoind -blocknotify="$(<%= config.bin %> <%= command.id %> --type block --transport sh --password-file /etc/pool/password)"',
    'bitcoind -blocknotify="stratum-notify --type block --data %s --password-file /etc/pool/password --source bitcoin"',
  ];
  static override flags = {
    type: Flags.option({ options: ["block", "wallet", "alert"] as const })({
      required: true,
      description: "what to report",
    }),
    data: Flags.string({ description: "the block's hash, the transaction's id or the alert's text" }),
    transport: Flags.option({ options: ["node", "sh"] as const })({
      exclusive: ["data", "password"],
      description: "print the command for a daemon instead; sh is faster and requires bash",
    }),
    host: Flags.string({ default: "127.0.0.1", description: "the RPC port's host" }),
    port: Flags.integer({ default: 1337, min: 1, max: 65535, description: "the RPC port" }),
    password: Flags.string({ description: "its password; ps and the daemon's log show arguments" }),
    "password-file": Flags.string({
      description: "a file with the password; default: STRATUM_PASSWORD",
    }),
    source: Flags.string({ description: "the daemon's name, shown in events" }),
    timeout: Flags.string({ default: "2", description: "seconds to wait at most" }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(NotifyCommand);
    const { type, data, host, port, source, transport, "password-file": passwordFile } = flags;
    if (transport !== undefined) {
      const { notifyCommand } = await import("../../src/daemon/process/notify-command.js");
      const command = notifyCommand({
        ...{ type, host, port, transport },
        ...(source !== undefined && { source }),
        ...(passwordFile !== undefined && { passwordFile: resolve(passwordFile) }),
      });
      process.stdout.write(`${command}\n`);
      return;
    }
    if (data === undefined) this.error("missing --data: the hash, the id or the text", { exit: 2 });
    const timeout = 1000 * Number(flags.timeout);
    if (!(timeout > 0)) this.error("--timeout must be a number of seconds above 0", { exit: 2 });
    const password = readPassword({
      password: flags.password,
      passwordFile,
      environment: process.env,
    });
    await notify({ type, data, host, port, password, timeout, ...(source !== undefined && { source }) });
  }
}
