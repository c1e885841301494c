import type { Problem } from "../check/problem.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Origins } from "../document/origin.js";
import type { SourceText } from "./document.js";

/** A loaded document. */
export interface Loaded {
  readonly document: OpenRpcDocument;
  readonly origins: Origins;
  readonly problems: readonly Problem[];
  /** The files that were read, for watching. */
  readonly files: readonly string[];
  /** Warnings about guessed or ignored parts; lines and columns are slow in a large document. */
  readonly notes: (isPlaced: boolean) => readonly Problem[];
  /** Shared parts of documents that nothing refers to. */
  readonly unreached: readonly Unreached[];
}

/** A shared part of a document that nothing refers to. */
export interface Unreached {
  readonly source: SourceText;
  readonly pointer: string;
}
