import type { DaemonProgress } from "../../../src/daemon/process/readiness.js";
import { StratumCommand } from "../../command.js";
import { locationFlags, locationOf } from "../../daemon-flags.js";
import { Flags } from "../../packages/oclif.js";
import { printable } from "../../printable.js";

export class DaemonStartCommand extends StratumCommand {
  static override summary = "Starts a coin daemon without a .conf file and waits until it is ready.";
  static override description =
    "The daemon keeps running after the command exits. A daemon that is already running is left as it is. Arguments after -- are passed to the daemon.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> --preset litecoin --network regtest --datadir ./chain",
    "STRATUM_PASSWORD=password <%= config.bin %> <%= command.id %> --preset bitcoin --notify-port 1337 -- -txindex",
  ];
  static override strict = false;
  static override flags = {
    ...locationFlags,
    path: Flags.string({ description: "the daemon's program; default: looked up in PATH" }),
    port: Flags.integer({ min: 1, max: 65535, description: "the P2P port; default: the network's" }),
    "notify-host": Flags.string({ default: "127.0.0.1", description: "the host of the pool's RPC port" }),
    "notify-port": Flags.integer({
      min: 1,
      max: 65535,
      description: "the pool's RPC port, to which the daemon reports blocks; requires STRATUM_PASSWORD",
    }),
    transport: Flags.option({ options: ["node", "sh"] as const })({
      default: "node",
      description: "how the daemon reports: sh is faster and requires bash",
    }),
    synced: Flags.boolean({ description: "wait until the chain is downloaded" }),
    json: Flags.boolean({ description: "print one JSON object per event" }),
  };

  override async run(): Promise<void> {
    const { flags, argv } = await this.parse(DaemonStartCommand);
    const { path, port, transport, synced, json } = flags;
    const { Daemon } = await import("../../../src/daemon/process/daemon.js");
    const notifyPort = flags["notify-port"];
    const password = process.env.STRATUM_PASSWORD;
    if (notifyPort !== undefined && password === undefined)
      this.error("--notify-port requires the RPC port's password in STRATUM_PASSWORD", { exit: 2 });
    const daemon = new Daemon({
      ...locationOf(flags),
      detached: true,
      args: argv.map(String),
      ...(path !== undefined && { path }),
      ...(port !== undefined && { port }),
      ...(notifyPort !== undefined &&
        password !== undefined && {
          notify: { host: flags["notify-host"], port: notifyPort, password, transport },
        }),
    });
    const tell = (event: object, line: string) =>
      process.stdout.write(`${json ? JSON.stringify(event) : line}\n`);
    const { coin, url } = daemon.settings;
    daemon.on("started", (pid) =>
      tell(
        { event: "started", pid: pid ?? null },
        pid === undefined ? `${coin.title} is already running` : `started ${coin.title} as process ${pid}`,
      ),
    );
    daemon.on("progress", (progress) => tell({ event: "progress", ...progress }, describe(progress)));
    await daemon.start();
    await daemon.ready({ synced });
    const shown = new URL(url).host;
    tell({ event: "ready", host: shown }, `ready at ${shown}`);
    await daemon.client.close();
  }
}

function describe(progress: DaemonProgress): string {
  if (progress.phase === "warming-up") return printable(progress.message);
  const { blocks, headers, progress: part } = progress;
  return `${blocks} of ${headers} blocks, ${(100 * part).toFixed(2)} %`;
}
