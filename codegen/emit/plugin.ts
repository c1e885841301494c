import type { Protocol } from "../model/model.js";

/** The context of an emitter. */
export interface PluginContext {
  /**
   * The header for a comment on the first line of every file: the generator and the sources. Files with it are
   * overwritten, and removed when they are no longer generated.
   */
  readonly header: string;
}

/** A custom emitter: generates files from the model of a protocol. */
export interface Plugin {
  /** Its name in `emit` and in messages. */
  readonly name: string;
  /** @returns Texts by path below the output folder. The same model must produce the same texts. */
  readonly emit: (
    model: Protocol,
    context: PluginContext,
  ) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

/** Defines a typed emitter, to be listed under `plugins` in `stratum.config.ts`. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}
