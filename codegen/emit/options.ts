import type { EmitPart } from "./parts.js";

/** Options of generated files. */
export interface EmitOptions {
  /** The parts to generate. */
  readonly parts: ReadonlySet<EmitPart>;
  /** First lines of every file: the tool, its version, the sources. */
  readonly header: string;
  /** The module that generated code imports the runtime from: `stratum/runtime`. */
  readonly runtime: string;
  /** The extension in imports between generated files: `.js`, `.ts` or empty. */
  readonly extension: string;
  /** When validators are loaded. Default: depends on their size. */
  readonly validators?: "eager" | "lazy" | undefined;
  /** One file of validators per method, loaded on its first call; otherwise all in one file. */
  readonly lazyValidators: boolean;
  /** The layout of the reference in Markdown. */
  readonly docs: DocsOptions;
}

/** The layout of a reference in Markdown. */
export interface DocsOptions {
  /** The folder of its pages, below the output folder. Default: `docs`. */
  readonly folder?: string;
  /** One page per namespace (default), per method, or a single page. */
  readonly pages?: "namespace" | "method" | "one";
}
