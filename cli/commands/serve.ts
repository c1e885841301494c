import type { MinedCoinName } from "../../src/daemon/presets/presets.js";
import { StratumCommand } from "../command.js";
import { Flags } from "../packages/oclif.js";
import { untilStopped } from "../signals.js";
import { showEvents } from "../view/show.js";

const coins: MinedCoinName[] = ["bitcoin", "litecoin", "dogecoin"];

export class ServeCommand extends StratumCommand {
  static override summary = "Runs a solo pool: a Stratum server, an RPC port and a demo miner.";
  static override description =
    "Without --daemon it runs a development daemon: a SHA-256d chain in memory, without installation and without coins of value. Ctrl-C stops it; a second Ctrl-C stops it at once.";
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --daemon http://user:password@127.0.0.1:9332 --coin litecoin --address ltc1... --no-miner",
    "<%= config.bin %> <%= command.id %> --json | jq 'select(.event == \"share\")'",
  ];
  static override flags = {
    host: Flags.string({
      default: "127.0.0.1",
      description: "the address to listen on for miners; 0.0.0.0 for all interfaces",
    }),
    port: Flags.integer({
      default: 3333,
      min: 0,
      max: 65535,
      description: "the Stratum port; 0 for a free one",
    }),
    "rpc-host": Flags.string({ default: "127.0.0.1", description: "the address to listen on for daemons" }),
    "rpc-port": Flags.integer({
      default: 1337,
      min: 0,
      max: 65535,
      description: "the RPC port; 0 for a free one",
    }),
    "rpc-password": Flags.string({
      default: "password",
      env: "STRATUM_PASSWORD",
      description: "the RPC port's password",
    }),
    daemon: Flags.string({ description: "a coin daemon's RPC: http://user:password@host:port" }),
    coin: Flags.option({ options: coins })({ default: "bitcoin", description: "the daemon's coin" }),
    address: Flags.string({
      description: "the address that rewards go to; default: a new one of the daemon's wallet",
    }),
    difficulty: Flags.string({ description: "every miner's difficulty; default: adjusted to its hash rate" }),
    miner: Flags.boolean({ default: true, allowNo: true, description: "mine with one core" }),
    json: Flags.boolean({ description: "print one JSON object per event" }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(ServeCommand);
    const difficulty = flags.difficulty === undefined ? undefined : Number(flags.difficulty);
    if (difficulty !== undefined && !(difficulty > 0 && Number.isFinite(difficulty)))
      this.error("--difficulty must be a number above 0", { exit: 2 });
    const { startService } = await import("../../src/service/service.js");
    const view = showEvents(flags.json);
    const starting = new AbortController();
    const stopped = untilStopped(() => starting.abort());
    try {
      const service = await startService(
        {
          host: flags.host,
          port: flags.port,
          rpcHost: flags["rpc-host"],
          rpcPort: flags["rpc-port"],
          rpcPassword: flags["rpc-password"],
          daemon: flags.daemon,
          coin: flags.coin,
          address: flags.address,
          difficulty,
          miner: flags.miner,
        },
        view.tell,
        starting.signal,
      );
      await stopped;
      await service.stop();
    } catch (error) {
      if (!starting.signal.aborted) throw error;
    } finally {
      view.end();
    }
  }
}
