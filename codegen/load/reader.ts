import type { OpenRpcDocument } from "../document/openrpc.js";

/** What a reader gets besides the description. */
export interface ReaderContext {
  /** The file or URL of the description, as messages show it. */
  readonly file: string;
  /**
   * Records that a method, parameter or schema comes from this part of the description, and returns it.
   * A problem in it is then reported at that part, with its line.
   */
  readonly from: <T extends object>(source: object, part: T) => T;
}

/** Turns a description in another format into OpenRPC. */
export interface Reader<T = unknown> {
  /** The reader's name in messages. */
  readonly name: string;
  /**
   * Returns whether a parsed JSON or YAML document has this format: `read` gets no other. The type of what
   * `read` gets is that of a type guard, or the one that `read` declares.
   */
  readonly accepts: ((value: unknown) => value is T) | ((value: unknown) => boolean);
  /**
   * Returns the same protocol as an OpenRPC document, with this project's extensions (`x-direction` and
   * its kin) where OpenRPC has no word. An error thrown here is reported with the file's name.
   */
  read(value: T, context: ReaderContext): OpenRpcDocument | Promise<OpenRpcDocument>;
}

/**
 * Types a reader, to be listed under `readers` in `stratum.config.ts`.
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
