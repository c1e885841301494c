import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Args, Flags, StratumCommand } from "stratum/cli";
import type { Scaffold } from "../method-template.js";

export class MethodCommand extends StratumCommand {
  static override summary = "Creates a schema for a new method.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> mining.hashrate",
    "<%= config.bin %> <%= command.id %> mining.hashrate --handler src/handlers.ts",
  ];
  static override args = {
    name: Args.string({ required: true, description: "the method's name on the wire" }),
  };
  static override flags = {
    schemas: Flags.string({ default: "schemas", description: "folder of the schemas" }),
    handler: Flags.string({
      description: "your handlers file: a stub for the method is added",
    }),
    out: Flags.string({ default: "generated", description: "folder of the generated code" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(MethodCommand);
    if (args.name.startsWith("rpc."))
      this.error(`${args.name} is reserved: choose a name that does not start with rpc.`, { exit: 2 });
    const { path, text } = await template(args.name).catch((error) => {
      this.error(error.message, { exit: 2 });
    });
    const file = join(flags.schemas, path);
    const handlers =
      flags.handler === undefined ? undefined : await handlersWith(args.name, flags.handler, flags.out);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: "wx" }).catch((error) => {
      if (error.code === "EEXIST") this.error(`${file} already exists; nothing was changed`, { exit: 1 });
      throw error;
    });
    await handlers?.write();
    const next = `npx stratum generate ${flags.schemas} --out ${flags.out}`;
    process.stdout.write(
      `${[file, ...(handlers?.lines ?? [])].join("\n")}\n\nDescribe its parameters and result there, then run: ${next}\n`,
    );
  }
}

async function handlersWith(name: string, file: string, out: string) {
  const { describeHandlers, scaffoldMethod, writeHandlers } = await import("../cli/handlers-file.js");
  const handlers = await scaffoldMethod(file, name, out);
  return { lines: describeHandlers(handlers, "write"), write: () => writeHandlers(handlers) };
}

async function template(name: string): Promise<Scaffold> {
  const { methodTemplate } = await import("../method-template.js");
  return methodTemplate(name);
}
