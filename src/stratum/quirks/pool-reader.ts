import type { Method } from "../../rpc/index.js";
import { type AnswerQuirk, answerQuirks, type PoolQuirk, poolQuirks } from "./pools.js";
import { createQuirkReader, type Leniency, type QuirkReader } from "./reader.js";

/** Normalizes the messages and answers of pools. */
export interface PoolReader extends Pick<QuirkReader<keyof typeof poolQuirks>, "read"> {
  /** @throws RpcError for an answer that is a refusal. */
  readonly normalize: (method: Method, result: unknown) => unknown;
}

/** Creates a reader with these deviations switched on or off. */
export function createPoolReader({ strict = false, quirks = {} }: Leniency<PoolQuirk>): PoolReader {
  const { read } = createQuirkReader<keyof typeof poolQuirks>(poolQuirks, { strict, quirks });
  const names = Object.keys(answerQuirks).filter(
    (name): name is keyof typeof answerQuirks => name in answerQuirks,
  );
  const on: AnswerQuirk[] = names.filter((name) => quirks[name] ?? !strict).map((name) => answerQuirks[name]);
  return {
    read,
    normalize: ({ name }, result) => {
      return on.reduce<unknown>(
        (normalized, quirk) => (quirk.methods.includes(name) ? quirk.normalize(normalized) : normalized),
        result,
      );
    },
  };
}
