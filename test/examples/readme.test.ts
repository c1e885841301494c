import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { itIsTrue, readText } from "./documented.js";

const markdown = readText("README.md");

/** The pool that a reader is told to start first. */
async function startPool(port: string, rpcPort: string): Promise<() => Promise<unknown>> {
  const flags = ["--port", port, "--rpc-port", rpcPort, "--json"];
  const pool = spawn(process.execPath, ["dist/cli/run.js", "serve", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(pool, "close");
  for await (const line of createInterface({ input: pool.stdout }))
    if (JSON.parse(line).event === "job") break;
  pool.stdout.resume();
  return () => {
    pool.kill("SIGINT");
    return ended;
  };
}

describe("the README", () => {
  itIsTrue(markdown, {
    taken: ["1337", "3333", "1338", "4000", "4001", "4002"],
    beside: (portOf) => startPool(portOf("3333"), portOf("1338")),
  });

  it("points to what is there", () => {
    const links = [...markdown.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = ""]) => path);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });

  it("names every subpath of both packages", () => {
    const names = ["package.json", "codegen/package.json"].flatMap((file) => {
      const { name, exports } = JSON.parse(readText(file));
      return Object.keys(exports).map((path) => path.replace(/^\./, name));
    });
    const named = [...markdown.matchAll(/`(stratum(?:-codegen)?(?:\/[a-z-]+)?)`/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(names.filter((name) => !name.endsWith(".json"))));
  });
});
