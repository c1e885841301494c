import { readdirSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generatorCommands } from "../../cli/generator.js";
import { run } from "./command.js";

/** `serve`, `daemon start`. */
function commandsIn(folder: string): string[] {
  return readdirSync(fileURLToPath(new URL(`../../${folder}`, import.meta.url)), {
    recursive: true,
    encoding: "utf8",
  })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, "").replaceAll(sep, " "));
}

const commands = [...commandsIn("cli/commands"), ...commandsIn("codegen/commands")];

describe("help", () => {
  it("knows which commands are the generator's, where that is not installed", () => {
    expect(generatorCommands).toEqual(commandsIn("codegen/commands").sort());
  });

  it("lists every command, or the topic that it belongs to", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const listed = stdout.matchAll(/^ {2}(\w+) /gm);
    expect([...listed].map(([, command]) => command)).toEqual(
      expect.arrayContaining(commands.map((command) => command.replace(/ .*/, ""))),
    );
  });

  it.each(commands)("of %s has an example, and says what each flag is for", async (command) => {
    const { code, stdout, stderr } = await run([...command.split(" "), "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`EXAMPLES\n {2}\\$ stratum ${command}\\b`));
    expect(stdout).not.toMatch(/\| \]|\| {2}\||\|\n? *\]/);
    const [, flags = ""] = stdout.match(/\nFLAGS\n(.*?)\n\n/s) ?? [];
    for (const flag of flags.split(/\n(?= {2,6}-)/)) expect(flag).toMatch(/--[\w[\]-]+.*\s[a-z]\w+/s);
  });

  it("tells a missing argument in one sentence, and names an unexpected one", async () => {
    expect((await run(["mock"])).stderr).toMatch(
      /^stratum mock: Missing 1 required arg: [^;]+; [^;]+\n$|^stratum mock: Missing 1 required arg: [^;]+\n$/,
    );
    expect((await run(["serve", "extra"])).stderr).toBe(
      'stratum: unexpected argument "extra": see stratum serve --help\n',
    );
    expect((await run(["mock", "nofile.json"])).stderr).toMatch(/^stratum mock: invalid input\n/);
    expect((await run(["method", "rpc.discover"])).stderr).toMatch(/rpc\.discover is reserved/);
    expect((await run(["call", "nope://", "x"])).stderr).toContain("http:// or https://");
  });

  it("leads from an unknown command to the list of commands", async () => {
    expect(await run(["srve"])).toEqual({
      code: 2,
      signal: null,
      stdout: "",
      stderr: 'stratum: unknown command "srve": see stratum --help\n',
    });
  });
});
