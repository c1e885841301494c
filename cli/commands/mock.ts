import { Args, Flags } from "@oclif/core";
import { StratumCommand } from "../command.js";
import { inputFlags, inputOptions } from "../input-flags.js";

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
    const [{ createMockServer }, { formatAddress }, { untilStopped }] = await Promise.all([
      import("../mock-server.js"),
      import("../../src/transport/address.js"),
      import("../signals.js"),
    ]);
    const server = await createMockServer(args.input ?? [], inputOptions(flags));
    const address = await server.listen({ host: flags.host, port: flags.port });
    const { methods, withoutExample } = server;
    if (flags.json)
      process.stdout.write(
        `${JSON.stringify({ event: "listening", ...address, methods, withoutExample })}\n`,
      );
    else {
      const at = formatAddress(address);
      process.stdout.write(`${methods} methods at http://${at}, ws://${at} and tcp://${at}\n`);
      if (withoutExample.length > 0)
        process.stdout.write(
          `answered from their schemas, for want of an example: ${withoutExample.join(", ")}\n`,
        );
    }
    await untilStopped();
    await server.close();
  }
}
