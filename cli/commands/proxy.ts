import { StratumCommand } from "../command.js";
import { Flags } from "../packages/oclif.js";
import { printable } from "../printable.js";

export class ProxyCommand extends StratumCommand {
  static override summary = "Connects many miners to a pool over one connection.";
  static override description =
    "Each miner gets a part of the pool's extranonce; shares are checked before they are forwarded. Miners stay connected when the pool disconnects, and continue when it or the next pool is connected. Suggests a difficulty for the miners' hash rate to the pool, unless the password sets one (d=1024).";
  static override examples = [
    "<%= config.bin %> <%= command.id %> --upstream stratum+tcp://pool.example:3333 --port 3334",
    "<%= config.bin %> <%= command.id %> --upstream stratum+tcp://alice.farm@pool.example:3333 --upstream stratum+ssl://backup.example:3443",
  ];
  static override flags = {
    upstream: Flags.string({
      required: true,
      multiple: true,
      description: "a pool; further ones are fallbacks",
    }),
    user: Flags.string({
      description: "submit all shares as this worker; default: the first URL's, or each miner's own",
    }),
    password: Flags.string({ description: "that worker's password; default: the URL's, or x" }),
    host: Flags.string({
      default: "127.0.0.1",
      description: "the address to listen on for miners; 0.0.0.0 for all interfaces",
    }),
    port: Flags.integer({
      default: 3334,
      min: 0,
      max: 65535,
      description: "the port to listen on for miners; 0 for a free one",
    }),
    algorithm: Flags.option({ options: ["sha256d", "scrypt"] as const })({
      default: "sha256d",
      description: "the proof of work",
    }),
    json: Flags.boolean({ description: "print one JSON object per event" }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(ProxyCommand);
    const [{ StratumProxy }, { parseStratumUrl, shownUrl }, work, { untilStopped }] = await Promise.all([
      import("../../src/stratum/proxy/proxy.js"),
      import("../../src/stratum/url.js"),
      import("../../src/work/index.js"),
      import("../signals.js"),
    ]);
    const [best = ""] = flags.upstream;
    const { username, password } = parseStratumUrl(best);
    const proxy = new StratumProxy({
      upstream: {
        urls: flags.upstream,
        username: flags.user ?? username,
        password: flags.password ?? password,
      },
      algorithm: work[flags.algorithm],
    });
    const tell = (event: string, facts: object, line: string) => {
      process.stdout.write(
        `${flags.json ? JSON.stringify({ event, ...facts, time: Date.now() }) : printable(line)}\n`,
      );
    };
    proxy.on("online", (granted, url) =>
      tell("online", { url: shownUrl(url), ...granted }, `connected to ${shownUrl(url)}`),
    );
    proxy.on("offline", ({ message }, retryIn) =>
      tell(
        "offline",
        { reason: message, retryIn },
        `pool not connected: ${message}; retrying in ${retryIn} ms`,
      ),
    );
    proxy.on("difficulty", (difficulty) => tell("difficulty", { difficulty }, `difficulty ${difficulty}`));
    proxy.on("job", (jobId, cleanJobs) => tell("job", { jobId, cleanJobs }, `job ${jobId}`));
    proxy.on("share", ({ session, worker, difficulty = null, accepted, reason }) => {
      const facts = {
        accepted,
        difficulty,
        worker,
        session: session.id,
        ...(reason && { reason: reason.message }),
      };
      tell("share", facts, `share from ${worker} ${accepted ? "accepted" : `refused: ${reason?.message}`}`);
    });
    proxy.server.on("ready", ({ id, remoteAddress, workers }) => {
      tell(
        "miner",
        { action: "ready", session: id, remoteAddress, workers: [...workers] },
        `${remoteAddress} mines as ${[...workers].join(", ")}`,
      );
    });
    proxy.server.on("close", ({ id, remoteAddress, workers }) => {
      tell(
        "miner",
        { action: "gone", session: id, remoteAddress, workers: [...workers] },
        `${remoteAddress} disconnected`,
      );
    });
    const { host, port } = await proxy.listen({ host: flags.host, port: flags.port });
    tell("listening", { host, port }, `miners: stratum+tcp://${host}:${port}`);
    await untilStopped();
    await proxy.close();
  }
}
