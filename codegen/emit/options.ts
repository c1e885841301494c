/** How generated files look. */
export interface EmitOptions {
  /** First lines of every file: the tool, its version, the sources. */
  readonly header: string;
  /** The module that generated code imports the runtime from: `stratum/rpc`. */
  readonly runtime: string;
  /** How generated files import each other: `.js`, `.ts` or nothing. */
  readonly extension: string;
  /** A file of validators a method, loaded when the method is first called; else all in one file. */
  readonly lazyValidators: boolean;
}
