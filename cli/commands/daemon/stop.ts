import { StratumCommand } from "../../command.js";
import { locationFlags, locationOf } from "../../daemon-flags.js";

export class DaemonStopCommand extends StratumCommand {
  static override summary = "Stops a coin daemon and waits until it has exited.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> --preset litecoin --network regtest --datadir ./chain",
  ];
  static override flags = locationFlags;

  override async run(): Promise<void> {
    const { flags } = await this.parse(DaemonStopCommand);
    const { Daemon } = await import("../../../src/daemon/process/daemon.js");
    const daemon = new Daemon(locationOf(flags));
    const wasThere = await daemon.stop();
    const { title } = daemon.settings.coin;
    process.stdout.write(wasThere ? `${title} has stopped\n` : `${title} was not running\n`);
  }
}
