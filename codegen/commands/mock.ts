import { Args, Flags, StratumCommand, untilStopped } from "stratum/cli";
import { inputFlags, inputOptions } from "../cli/input-flags.js";

export class MockCommand extends StratumCommand {
  static override summary = "Serves a document's examples and values of its schemas, for tests of clients.";
  static override description =
    "Every method of an OpenRPC document is answered on one port, over HTTP, WebSocket and raw TCP: with the result of the example whose parameters are those of the call, else of the method's first example, else with a value made from the result's schema. Web pages of every origin may call it (CORS). Parameters that do not fit their schema are refused. rpc.discover answers the document.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> openrpc.json --port 4000",
    `curl -d '{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}' http://127.0.0.1:4000`,
  ];
  static override args = {
    input: Args.string({
      required: true,
      multiple: true,
      description: "OpenRPC documents or their URLs, or a folder of schemas",
    }),
  };
  static override flags = {
    host: Flags.string({ default: "127.0.0.1", description: "where to listen; 0.0.0.0 for everywhere" }),
    port: Flags.integer({
      default: 4000,
      min: 0,
      max: 65535,
      description: "the port; 0 for any free one",
    }),
    ...inputFlags,
    json: Flags.boolean({ description: "a line of JSON an event" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(MockCommand);
    const { startMockServer } = await import("../mock/server.js");
    const { host, port } = flags;
    const server = await startMockServer(args.input ?? [], { host, port, ...inputOptions(flags) });
    const { urls, methods, withoutExample } = server;
    if (flags.json) {
      const address = { host, port: Number(new URL(urls[0] ?? "").port) };
      process.stdout.write(
        `${JSON.stringify({ event: "listening", ...address, methods, withoutExample })}\n`,
      );
    } else {
      process.stdout.write(`${methods} methods at ${urls.join(", ")}\n`);
      if (withoutExample.length > 0)
        process.stdout.write(
          `answered from their schemas, for want of an example: ${withoutExample.join(", ")}\n`,
        );
    }
    await untilStopped();
    await server.close();
  }
}
