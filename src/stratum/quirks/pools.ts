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

/** Where `mining.notify` has version, nbits and ntime. */
const numbers = [5, 6, 7];

const known = new Set(Object.keys(protocol.client));

/** Every deviation of pools in what they send of themselves that a client takes, by name. */
export const poolQuirks = {
  "short-job-numbers": {
    who: "public-pool, which does not fill version, nbits and ntime up",
    accepts: "fewer than 8 digits of these; zeros are put before them",
    example: `{"id":null,"method":"mining.notify","params":["1","${"0".repeat(64)}","00","00",[],"2000000","1d00ffff","64b3f3ec",true]}`,
    isIn: (call) => call.method === miningNotify.name && replacePositions(call, fillUp) !== call,
    methods: [miningNotify.name],
    normalize: (call) => replacePositions(call, fillUp),
  },
  "text-difficulties": {
    who: "pools after an old example",
    accepts: "mining.set_difficulty with the number as text",
    example: '{"id":null,"method":"mining.set_difficulty","params":["512"]}',
    isIn: (call) => call.method === miningSetDifficulty.name && typeof positionsOf(call)[0] === "string",
    methods: [miningSetDifficulty.name],
    normalize: (call) => replacePositions(call, asNumber),
  },
  "bare-params": {
    who: "smart_mining, and pools that cgminer takes",
    accepts: "mining.set_version_mask with the mask instead of an array of it",
    example: '{"id":null,"method":"mining.set_version_mask","params":"1fffe000"}',
    isIn: ({ params }) => typeof params === "string",
    methods: [miningSetVersionMask.name],
    normalize: (call) => (typeof call.params === "string" ? { ...call, params: [call.params] } : call),
  },
  "set-version": {
    who: "the Stratum Reference Implementation",
    accepts: "mining.set_version for mining.set_version_mask",
    example: '{"id":null,"method":"mining.set_version","params":["1fffe000"]}',
    isIn: ({ method }) => method === "mining.set_version",
    methods: "unknown",
    normalize: (call) =>
      call.method === "mining.set_version" ? { ...call, method: miningSetVersionMask.name } : call,
  },
  "method-case": {
    who: "pools that were only tried with cpuminer, cgminer or BFGMiner",
    accepts: "capital letters in a method's name",
    example: '{"id":null,"method":"Mining.Set_Difficulty","params":[512]}',
    isIn: ({ method }) => !known.has(method) && known.has(method.toLowerCase()),
    methods: "unknown",
    normalize: (call) =>
      known.has(call.method.toLowerCase()) ? { ...call, method: call.method.toLowerCase() } : call,
  },
} as const satisfies Record<string, Quirk>;

/** A deviation in what pools answer. */
export interface AnswerQuirk {
  readonly who: string;
  readonly accepts: string;
  /** The answer's result, as it was sent. */
  readonly example: unknown;
  /** The methods whose answers have it. */
  readonly methods: readonly string[];
  /** The result as it was meant; the same value where there is nothing to normalize. */
  readonly normalize: (result: unknown) => unknown;
}

/** Every deviation of pools in what they answer that a client takes, by name. */
export const answerQuirks = {
  "flat-subscriptions": {
    who: "p2pool, slush's stratum-mining, pools of other coins (null)",
    accepts:
      "one subscription instead of a list of them, texts or nothing where a list belongs, and items behind the third",
    example: [["mining.notify", "ae6812eb4cd7735a302a8a9dd95cf71f"], "08000002", 4],
    methods: [miningSubscribe.name],
    normalize: (result) => {
      if (!Array.isArray(result)) return result;
      const [subscriptions, ...rest] = result;
      return [pairsIn(subscriptions), ...rest];
    },
  },
  "text-answers": {
    who: "ckpool (Initialising, proxy full), and pools that BFGMiner reads reasons of",
    accepts: "a text as the result of mining.subscribe, authorize and submit; it is the reason of a refusal",
    example: "Initialising",
    methods: [miningSubscribe.name, miningAuthorize.name, miningSubmit.name],
    normalize: (result) => {
      if (typeof result === "string") throw new RpcError("OTHER", result, { executed: "yes" });
      return result;
    },
  },
  "counted-transactions": {
    who: "ckpool",
    accepts: "how many transactions there are, instead of a list of them; it is an empty list",
    example: 2931,
    methods: [miningGetTransactions.name],
    normalize: (result) => (typeof result === "number" ? [] : result),
  },
  "null-authorizations": {
    who: "p2pool",
    accepts: "null for true from mining.authorize, where there is no error",
    example: null,
    methods: [miningAuthorize.name],
    normalize: (result) => result ?? true,
  },
} as const satisfies Record<string, AnswerQuirk>;

/** A deviation of pools, by name. */
export type PoolQuirk = keyof typeof poolQuirks | keyof typeof answerQuirks;

function fillUp(value: unknown, index: number): unknown {
  return numbers.includes(index) ? asHexU32(value) : value;
}

/** The pairs of texts in whatever stands for subscriptions. */
function pairsIn(subscriptions: unknown): unknown[] {
  if (!Array.isArray(subscriptions)) return [];
  const isPair = (item: unknown) =>
    Array.isArray(item) && item.length >= 2 && item.every((text) => typeof text === "string");
  return isPair(subscriptions) ? [subscriptions] : subscriptions.filter(isPair);
}
