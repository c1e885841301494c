import type { OpenRpcDocument } from "../document/openrpc.js";

/** The context of a reader's `read`. */
export interface ReaderContext {
  /** The file or URL of the description, as shown in messages. */
  readonly file: string;
  /**
   * Records that a method, parameter or schema comes from this part of the description, and returns it.
   * Problems in it are then reported at that part, with its line.
   */
  readonly from: <T extends object>(source: object, part: T) => T;
}

/** Turns a description in another format into OpenRPC. */
export interface Reader<T = unknown> {
  /** The reader's name in messages. */
  readonly name: string;
  /**
   * Returns whether a parsed JSON or YAML document has this format. `read` is called only if it does. The
   * type of its parameter is that of a type guard, or the one that `read` declares.
   */
  readonly accepts: ((value: unknown) => value is T) | ((value: unknown) => boolean);
  /**
   * Returns the same protocol as an OpenRPC document, with this project's extensions (such as
   * `x-direction`) for what OpenRPC lacks. An error thrown here is reported with the file's name.
   */
  read(value: T, context: ReaderContext): OpenRpcDocument | Promise<OpenRpcDocument>;
}

/**
 * Defines a typed reader, to be listed under `readers` in `stratum.config.ts`.
 *
 * @example
 * defineReader({
 *   name: "devtools",
 *   accepts: (value) => typeof value === "object" && value !== null && "domains" in value,
 *   read: ({ domains }: DevTools) => ({ openrpc: "1.4.1", info, methods: domains.flatMap(methodsOf) }),
 * });
 */
export function defineReader<T>(reader: Reader<T>): Reader {
  return reader;
}
