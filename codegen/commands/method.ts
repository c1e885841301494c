import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Args, Flags, StratumCommand } from "stratum/cli";
import type { Scaffold } from "../scaffold.js";

export class MethodCommand extends StratumCommand {
  static override summary = "Writes a first schema for a method of your own.";
  static override examples = ["<%= config.bin %> <%= command.id %> mining.hashrate"];
  static override args = {
    name: Args.string({ required: true, description: "the method's name on the wire" }),
  };
  static override flags = {
    schemas: Flags.string({ default: "schemas", description: "the folder of your schemas" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(MethodCommand);
    const { path, text } = await template(args.name).catch((error) => {
      this.error(error.message, { exit: 2 });
    });
    const file = join(flags.schemas, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: "wx" }).catch((error) => {
      if (error.code === "EEXIST") this.error(`${file} is there already; nothing was changed`, { exit: 1 });
      throw error;
    });
    process.stdout.write(
      `${file}\n\nDescribe its parameters and result there, then: npx stratum generate ${flags.schemas} --out generated\n`,
    );
  }
}

async function template(name: string): Promise<Scaffold> {
  const { methodTemplate } = await import("../scaffold.js");
  return methodTemplate(name);
}
