import { Args, Flags, StratumCommand } from "stratum/cli";

export class MigrateCommand extends StratumCommand {
  static override summary = "Rewrites programs from node-stratum's API to this one.";
  static override description =
    "Writes a .ts file beside each .js file that uses node-stratum, or that one of those requires; a file that exists is never changed. Where a person must decide, the new file has a comment: // stratum migrate: …";
  static override examples = [
    "<%= config.bin %> <%= command.id %> . --dry-run",
    "<%= config.bin %> <%= command.id %> src",
  ];
  static override args = {
    folder: Args.string({ required: true, description: "the folder of the programs, or one of them" }),
  };
  static override flags = {
    "dry-run": Flags.boolean({ description: "write nothing; report what would be written" }),
    json: Flags.boolean({ description: "print the report as JSON" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(MigrateCommand);
    const { describeMigration, migrateFolder, writeMigration } = await import("../cli/migration.js");
    const migration = await migrateFolder(args.folder).catch((error) => {
      if (error.code === "ENOENT") this.error(`${args.folder} does not exist`, { exit: 2 });
      throw error;
    });
    if (!flags["dry-run"]) await writeMigration(migration);
    const report = flags.json
      ? JSON.stringify(migration, (key, value) => (key === "text" ? undefined : value), 2)
      : describeMigration(migration, process.cwd());
    process.stdout.write(`${report}\n`);
    if (migration.skipped.length > 0) process.exitCode = 1;
  }
}
