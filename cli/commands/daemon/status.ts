import { StratumCommand } from "../../command.js";
import { locationFlags, locationOf } from "../../daemon-flags.js";
import { Flags } from "../../packages/oclif.js";

export class DaemonStatusCommand extends StratumCommand {
  static override summary =
    "Shows the status of a coin daemon. Exits with 0 if the daemon answers, else with 1.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> --preset litecoin --network regtest --datadir ./chain",
  ];
  static override flags = {
    ...locationFlags,
    json: Flags.boolean({ description: "print one JSON object" }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(DaemonStatusCommand);
    const { Daemon } = await import("../../../src/daemon/process/daemon.js");
    const { client, settings } = new Daemon({ ...locationOf(flags), client: { retryFor: 0 } });
    try {
      const [chain, network] = await Promise.all([
        client.rpc.getblockchaininfo(),
        client.rpc.getnetworkinfo(),
      ]);
      const { blocks, headers, bestblockhash, initialblockdownload } = chain;
      const { connections, subversion } = network;
      const status = {
        chain: chain.chain,
        subversion,
        blocks,
        headers,
        bestblockhash,
        initialblockdownload,
        connections,
      };
      const lines = [
        `${settings.coin.title} ${subversion} on ${chain.chain}`,
        `${blocks} of ${headers} blocks, tip ${bestblockhash}`,
        `${connections} ${connections === 1 ? "peer" : "peers"}, ${initialblockdownload ? "downloading its chain" : "up to date"}`,
      ];
      process.stdout.write(flags.json ? `${JSON.stringify(status)}\n` : `${lines.join("\n")}\n`);
    } finally {
      await client.close();
    }
  }
}
