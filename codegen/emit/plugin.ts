import type { Protocol } from "../model/model.js";

/** What an emitter gets besides the model. */
export interface PluginContext {
  /**
   * The words for the first line of every file, to be put into a comment: who made it, from what. A file
   * with them may be replaced, and is removed when it is not made any more.
   */
  readonly header: string;
}

/** An emitter of one's own: makes files from the model of a protocol. */
export interface Plugin {
  /** What it is called in `emit` and in messages. */
  readonly name: string;
  /** @returns Texts by path below the output folder. The same model must give the same texts. */
  readonly emit: (
    model: Protocol,
    context: PluginContext,
  ) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

/** Types an emitter of one's own, to be named under `plugins` in `stratum.config.ts`. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}
