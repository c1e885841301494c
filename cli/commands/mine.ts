import { StratumCommand } from "../command.js";
import { Args, Flags } from "../packages/oclif.js";
import { printable } from "../printable.js";
import { hashRate } from "../view/render.js";

/** Target seconds per share: short enough to watch, and light load for a pool. */
const pace = 10;

export class MineCommand extends StratumCommand {
  static override summary = "Mines on a Stratum server with one CPU core, for testing.";
  static override description = "Suggests a difficulty for one core, unless the password sets one (d=1024).";
  static override examples = [
    "<%= config.bin %> <%= command.id %> stratum+tcp://127.0.0.1:3333 --user alice.rig1",
    "<%= config.bin %> <%= command.id %> stratum+tcp://alice.rig1:x@pool.example:3333 --algorithm scrypt --shares 10",
  ];
  static override args = {
    url: Args.string({
      required: true,
      description: "the server: stratum+tcp://host:port, or stratum+ssl:// for TLS",
    }),
  };
  static override flags = {
    user: Flags.string({ description: "the worker's name; default: the URL's, or stratum" }),
    password: Flags.string({ description: "the worker's password; default: the URL's, or x" }),
    algorithm: Flags.option({ options: ["sha256d", "scrypt"] as const })({
      default: "sha256d",
      description: "the proof of work",
    }),
    shares: Flags.integer({ min: 1, description: "stop after this many accepted shares" }),
    json: Flags.boolean({ description: "print one JSON object per event" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(MineCommand);
    const [{ Miner }, { StratumClient }, { parseStratumUrl }, work, { untilStopped }] = await Promise.all([
      import("../../src/miner/miner.js"),
      import("../../src/stratum/client.js"),
      import("../../src/stratum/url.js"),
      import("../../src/work/index.js"),
      import("../signals.js"),
    ]);
    const { username = "stratum", password } = parseStratumUrl(args.url);
    const client = await StratumClient.connect(args.url);
    const miner = new Miner(client, {
      username: flags.user ?? username,
      password: flags.password ?? password,
      algorithm: work[flags.algorithm],
      pace,
      userAgent: `stratum-miner/${this.config.version}`,
    });
    const tell = (event: string, facts: object, line: string) => {
      process.stdout.write(`${flags.json ? JSON.stringify({ event, ...facts }) : printable(line)}\n`);
    };
    let accepted = 0;
    let stopping = false;
    const stop = () => {
      stopping = true;
      miner.stop();
      client.close();
    };
    miner.on("job", ({ jobId, cleanJobs }) => tell("job", { jobId, cleanJobs }, `job ${jobId}`));
    miner.on("difficulty", (difficulty) => tell("difficulty", { difficulty }, `difficulty ${difficulty}`));
    miner.on("rate", (rate) => tell("rate", { rate: Math.round(rate) }, hashRate(rate)));
    miner.on("accepted", (jobId) => {
      if (stopping) return;
      tell("share", { accepted: true, jobId }, `share on job ${jobId} accepted`);
      if (++accepted === flags.shares) stop();
    });
    miner.on("refused", (jobId, { message }) => {
      if (stopping) return;
      tell("share", { accepted: false, jobId, reason: message }, `share on job ${jobId} refused: ${message}`);
    });
    let ended: unknown;
    client.once("close", (error) => {
      ended = error ?? new Error("the pool closed the connection");
    });
    void untilStopped(stop);
    await miner.run().catch((error) => {
      ended ??= error;
    });
    client.close();
    if (ended && !stopping) throw ended;
  }
}
