import { Flags } from "stratum/cli";
import type { LoadOptions } from "../index.js";

/** The flags of all commands that read documents. */
export const inputFlags = {
  overlay: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: "a file of patches on documents that others wrote",
  }),
  base: Flags.string({ description: "the folder that references between documents are relative to" }),
  credentials: Flags.string({
    description: "a file with user:password for nodes (or STRATUM_CREDENTIALS=user:password)",
  }),
};

/** What was typed of them. */
export interface InputFlags {
  readonly overlay?: string[] | undefined;
  readonly base?: string | undefined;
  readonly credentials?: string | undefined;
}

export function inputOptions({ overlay, base, credentials }: InputFlags): LoadOptions {
  return {
    ...(overlay !== undefined && { overlays: overlay }),
    ...(base !== undefined && { base }),
    ...(credentials !== undefined && { credentials }),
  };
}
