import { StratumCommand } from "../../command.js";
import { locationFlags, locationOf } from "../../daemon-flags.js";
import { Args, Flags } from "../../packages/oclif.js";

export class DaemonCallCommand extends StratumCommand {
  static override summary = "Calls a method of a coin daemon, authenticated by its cookie file.";
  static override description =
    "Give parameters by position, or all as name=value; each is parsed as JSON, or else taken as text.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> --preset litecoin --network regtest getblockcount",
    "<%= config.bin %> <%= command.id %> --preset bitcoin getblockhash height=0",
  ];
  static override args = {
    method: Args.string({ required: true, description: "the method's name" }),
    params: Args.string({ multiple: true, description: "its parameters" }),
  };
  static override flags = {
    ...locationFlags,
    wallet: Flags.string({ description: "the wallet that the call is for" }),
    json: Flags.boolean({ description: "print the result on one line" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(DaemonCallCommand);
    const { wallet, json } = flags;
    const { Daemon } = await import("../../../src/daemon/process/daemon.js");
    const { callDaemon } = await import("../../calling.js");
    const { client } = new Daemon({
      ...locationOf(flags),
      client: { retryFor: 0, ...(wallet !== undefined && { wallet }) },
    });
    try {
      const result = await callDaemon(client, args.method, args.params ?? []);
      process.stdout.write(`${JSON.stringify(result, null, json ? 0 : 2)}\n`);
    } finally {
      await client.close();
    }
  }
}
