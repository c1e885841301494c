import { StratumCommand } from "../command.js";
import { Args, Flags } from "../packages/oclif.js";

export class CallCommand extends StratumCommand {
  static override summary = "Calls one method of a Stratum server, an RPC port or a coin daemon.";
  static override description =
    "Use stratum+tcp:// for a Stratum server, tcp:// or ws:// for an RPC port, http:// for a coin daemon or an RPC port. Give parameters by position, or all as name=value; each is parsed as JSON, or else taken as text.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> stratum+tcp://127.0.0.1:3333 mining.subscribe userAgent=me/1.0",
    "<%= config.bin %> <%= command.id %> tcp://127.0.0.1:1337 mining.connections --password password",
    "<%= config.bin %> <%= command.id %> ws://127.0.0.1:1337 rpc.discover --password password",
    "<%= config.bin %> <%= command.id %> http://user:password@127.0.0.1:8332 getblock 0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206 verbosity=0",
  ];
  static override args = {
    url: Args.string({ required: true, description: "the server's URL" }),
    method: Args.string({ required: true, description: "the method's name on the wire" }),
    params: Args.string({ multiple: true, description: "its parameters" }),
  };
  static override flags = {
    password: Flags.string({ env: "STRATUM_PASSWORD", description: "an RPC port's password" }),
    timeout: Flags.string({ default: "30", description: "seconds to wait for the answer" }),
    json: Flags.boolean({ description: "print the result on one line" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CallCommand);
    const deadline = 1000 * Number(flags.timeout);
    if (!(deadline > 0)) this.error("--timeout must be a number of seconds above 0", { exit: 2 });
    const { callUrl } = await import("../calling.js");
    const result = await callUrl(args.url, args.method, args.params ?? [], {
      deadline,
      password: flags.password,
    });
    process.stdout.write(`${JSON.stringify(result, null, flags.json ? 0 : 2)}\n`);
  }
}
