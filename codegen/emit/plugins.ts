import { posix } from "node:path";
import { InvalidSource, type Problem } from "../check/problem.js";
import type { Protocol } from "../model/model.js";
import type { Plugin, PluginContext } from "./plugin.js";

/**
 * Adds the files of custom emitters.
 *
 * @throws InvalidSource when an emitter fails or returns an invalid path.
 */
export async function emitPlugins(
  plugins: readonly Plugin[],
  protocol: Protocol,
  context: PluginContext,
  files: Map<string, string>,
): Promise<void> {
  for (const plugin of plugins) {
    for (const [path, text] of Object.entries(await run(plugin, protocol, context))) {
      const reason = refusal(path, files);
      if (reason)
        throw new InvalidSource([problem(plugin, `it can't write ${JSON.stringify(path)}: ${reason}`)]);
      files.set(path, text);
    }
  }
}

async function run(
  plugin: Plugin,
  protocol: Protocol,
  context: PluginContext,
): Promise<Readonly<Record<string, string>>> {
  try {
    return await plugin.emit(protocol, context);
  } catch (error) {
    if (error instanceof InvalidSource) throw error;
    throw new InvalidSource([
      problem(plugin, error instanceof Error ? (error.stack ?? error.message) : String(error)),
    ]);
  }
}

function refusal(path: string, files: ReadonlyMap<string, string>): string | undefined {
  if (path !== posix.normalize(path) || /^(\.\.(\/|$)|\/|\.$|\w:)|\\/.test(path))
    return "expected a path below the output folder, separated by /";
  return files.has(path) ? "another emitter also writes it" : undefined;
}

function problem({ name }: Plugin, message: string): Problem {
  return { severity: "error", file: `the emitter ${name}`, pointer: "", message };
}
