import { Flags } from "stratum/cli";
import type { LoadOptions } from "../index.js";

/** The flags of all commands that read documents. */
export const inputFlags = {
  overlay: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: "file of patches for the input documents",
  }),
  base: Flags.string({ description: "base folder of relative references between documents" }),
  credentials: Flags.string({
    description: "file with user:password for nodes; or set STRATUM_CREDENTIALS=user:password",
  }),
};

/** Their parsed values. */
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
