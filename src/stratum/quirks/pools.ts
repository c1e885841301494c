import { protocol } from "../../../generated/stratum/index.js";
import {
  miningAuthorize,
  miningGetTransactions,
  miningNotify,
  miningSetDifficulty,
  miningSetVersionMask,
  miningSubmit,
  miningSubscribe,
} from "../../../generated/stratum/methods.js";
import { RpcError } from "../../rpc/index.js";
import { asHexU32, asNumber, positionsOf, type Quirk, replacePositions } from "./quirk.js";

/** The positions of version, nbits and ntime in `mining.notify`. */
const numbers = [5, 6, 7];

const known = new Set(Object.keys(protocol.client));

/** The deviations in pools' notifications and calls that a client accepts, by name. */
export const poolQuirks = {
  "short-job-numbers": {
    who: "public-pool, which does not pad version, nbits and ntime",
    accepts: "fewer than 8 digits, padded with leading zeros",
    example: `{"id":null,"method":"mining.notify","params":["1","${"0".repeat(64)}","00","00",[],"2000000","1d00ffff","64b3f3ec",true]}`,
    isIn: (call) => call.method === miningNotify.name && replacePositions(call, fillUp) !== call,
    methods: [miningNotify.name],
    normalize: (call) => replacePositions(call, fillUp),
  },
  "text-difficulties": {
    who: "pools after an old example",
    accepts: "mining.set_difficulty with a string instead of a number",
    example: '{"id":null,"method":"mining.set_difficulty","params":["512"]}',
    isIn: (call) => call.method === miningSetDifficulty.name && typeof positionsOf(call)[0] === "string",
    methods: [miningSetDifficulty.name],
    normalize: (call) => replacePositions(call, asNumber),
  },
  "bare-params": {
    who: "smart_mining, and pools that cgminer supports",
    accepts: "mining.set_version_mask with the mask itself instead of an array",
    example: '{"id":null,"method":"mining.set_version_mask","params":"1fffe000"}',
    isIn: ({ params }) => typeof params === "string",
    methods: [miningSetVersionMask.name],
    normalize: (call) => (typeof call.params === "string" ? { ...call, params: [call.params] } : call),
  },
  "set-version": {
    who: "the Stratum Reference Implementation",
    accepts: "mining.set_version instead of mining.set_version_mask",
    example: '{"id":null,"method":"mining.set_version","params":["1fffe000"]}',
    isIn: ({ method }) => method === "mining.set_version",
    methods: "unknown",
    normalize: (call) =>
      call.method === "mining.set_version" ? { ...call, method: miningSetVersionMask.name } : call,
  },
  "method-case": {
    who: "pools tested only with cpuminer, cgminer or BFGMiner",
    accepts: "capital letters in a method's name",
    example: '{"id":null,"method":"Mining.Set_Difficulty","params":[512]}',
    isIn: ({ method }) => !known.has(method) && known.has(method.toLowerCase()),
    methods: "unknown",
    normalize: (call) =>
      known.has(call.method.toLowerCase()) ? { ...call, method: call.method.toLowerCase() } : call,
  },
} as const satisfies Record<string, Quirk>;

/** A deviation in pools' answers. */
export interface AnswerQuirk {
  readonly who: string;
  readonly accepts: string;
  /** The result as sent. */
  readonly example: unknown;
  /** The methods whose answers deviate. */
  readonly methods: readonly string[];
  /** Returns the normalized result, or the same value if there is nothing to normalize. */
  readonly normalize: (result: unknown) => unknown;
}

/** The deviations in pools' answers that a client accepts, by name. */
export const answerQuirks = {
  "flat-subscriptions": {
    who: "p2pool, slush's stratum-mining, pools of other coins (null)",
    accepts:
      "one subscription instead of a list, strings or null instead of a list, and surplus items after the third",
    example: [["mining.notify", "ae6812eb4cd7735a302a8a9dd95cf71f"], "08000002", 4],
    methods: [miningSubscribe.name],
    normalize: (result) => {
      if (!Array.isArray(result)) return result;
      const [subscriptions, ...rest] = result;
      return [pairsIn(subscriptions), ...rest];
    },
  },
  "text-answers": {
    who: "ckpool (Initialising, proxy full), and pools whose reasons BFGMiner reads",
    accepts: "a string as the result of mining.subscribe, authorize or submit, as the reason for a refusal",
    example: "Initialising",
    methods: [miningSubscribe.name, miningAuthorize.name, miningSubmit.name],
    normalize: (result) => {
      if (typeof result === "string") throw new RpcError("OTHER", result, { executed: "yes" });
      return result;
    },
  },
  "counted-transactions": {
    who: "ckpool",
    accepts: "the number of transactions instead of a list, as an empty list",
    example: 2931,
    methods: [miningGetTransactions.name],
    normalize: (result) => (typeof result === "number" ? [] : result),
  },
  "null-authorizations": {
    who: "p2pool",
    accepts: "null without an error instead of true from mining.authorize",
    example: null,
    methods: [miningAuthorize.name],
    normalize: (result) => result ?? true,
  },
} as const satisfies Record<string, AnswerQuirk>;

/** The name of a pools' deviation. */
export type PoolQuirk = keyof typeof poolQuirks | keyof typeof answerQuirks;

function fillUp(value: unknown, index: number): unknown {
  return numbers.includes(index) ? asHexU32(value) : value;
}

/** The pairs of strings in any form of subscriptions. */
function pairsIn(subscriptions: unknown): unknown[] {
  if (!Array.isArray(subscriptions)) return [];
  const isPair = (item: unknown) =>
    Array.isArray(item) && item.length >= 2 && item.every((text) => typeof text === "string");
  return isPair(subscriptions) ? [subscriptions] : subscriptions.filter(isPair);
}
