import { Args, Flags, StratumCommand, untilStopped } from "stratum/cli";
import { inputFlags, inputOptions } from "../cli/input-flags.js";

export class MockCommand extends StratumCommand {
  static override summary = "Runs a mock server that answers from a document's examples and schemas.";
  static override description =
    "Serves every method of an OpenRPC document on one port, over HTTP, WebSocket and raw TCP. A call gets the result of the example with the same parameters, otherwise of the method's first example, otherwise a value generated from the result's schema. Calls with invalid parameters are rejected. rpc.discover returns the document. Web pages of any origin may call it (CORS).";
  static override examples = [
    "<%= config.bin %> <%= command.id %> openrpc.json --port 4000",
    `curl -d '{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}' http://127.0.0.1:4000`,
  ];
  static override args = {
    input: Args.string({
      required: true,
      multiple: true,
      description: "OpenRPC documents or URLs, or a folder of schemas",
    }),
  };
  static override flags = {
    host: Flags.string({
      default: "127.0.0.1",
      description: "address to listen on; 0.0.0.0 for all interfaces",
    }),
    port: Flags.integer({
      default: 4000,
      min: 0,
      max: 65535,
      description: "port; 0 for any free port",
    }),
    ...inputFlags,
    json: Flags.boolean({ description: "print one JSON object per event" }),
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
      process.stdout.write(`${methods} ${methods === 1 ? "method" : "methods"} at ${urls.join(", ")}\n`);
      if (withoutExample.length > 0)
        process.stdout.write(`without examples, answered from their schemas: ${withoutExample.join(", ")}\n`);
    }
    await untilStopped();
    await server.close();
  }
}
