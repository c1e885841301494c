import type { EmitPart } from "./parts.js";

/** How generated files look. */
export interface EmitOptions {
  /** What is generated. */
  readonly parts: ReadonlySet<EmitPart>;
  /** First lines of every file: the tool, its version, the sources. */
  readonly header: string;
  /** The module that generated code imports the runtime from: `stratum/runtime`. */
  readonly runtime: string;
  /** How generated files import each other: `.js`, `.ts` or nothing. */
  readonly extension: string;
  /** When validators are loaded; undefined: as their size asks for. */
  readonly validators?: "eager" | "lazy" | undefined;
  /** A file of validators a method, loaded when the method is first called; else all in one file. */
  readonly lazyValidators: boolean;
  /** How the reference in Markdown is laid out. */
  readonly docs: DocsOptions;
}

/** How a reference in Markdown is laid out. */
export interface DocsOptions {
  /** The folder of its pages, below that of the files. Default: `docs`. */
  readonly folder?: string;
  /** What has a page: each namespace (default), each method, or all of them together. */
  readonly pages?: "namespace" | "method" | "one";
}
