import { protocol } from "../../../generated/stratum/index.js";
import { miningExtranonceSubscribe, miningSuggestDifficulty } from "../../../generated/stratum/methods.js";
import type { Quirk } from "./quirk.js";

/** Alternative method names. */
const aliases = new Map([["mining.subscribe.extranonce", miningExtranonceSubscribe.name]]);

const known = new Set(Object.keys(protocol.server));

/** An answer in the form of a call. */
export const pong = "pong";

/** Deviations in method names. */
export const methodQuirks = {
  "method-aliases": {
    who: "slush's stratum-mining-proxy",
    accepts: "mining.subscribe.extranonce instead of mining.extranonce.subscribe",
    example: '{"id":3,"method":"mining.subscribe.extranonce","params":[]}',
    isIn: ({ method }) => aliases.has(method),
    methods: "unknown",
    normalize: (call) => ({ ...call, method: aliases.get(call.method) ?? call.method }),
  },
  "method-case": {
    who: "no known miner, but cpuminer, cgminer and BFGMiner ignore case in pools' methods",
    accepts: "capital letters in a method's name",
    example: '{"id":3,"method":"Mining.Subscribe","params":[]}',
    isIn: ({ method }) => !known.has(method) && known.has(method.toLowerCase()),
    methods: "unknown",
    normalize: (call) =>
      known.has(call.method.toLowerCase()) ? { ...call, method: call.method.toLowerCase() } : call,
  },
  "glued-arguments": {
    who: "ckpool's own clients",
    accepts: "the difficulty in the method's name: mining.suggest_difficulty(42)",
    example: '{"id":5,"method":"mining.suggest_difficulty(42)","params":[]}',
    isIn: ({ method }) => glued.test(method),
    methods: "unknown",
    normalize: (call) => {
      const [, difficulty] = call.method.match(glued) ?? [];
      return difficulty === undefined
        ? call
        : { ...call, method: miningSuggestDifficulty.name, params: [Number(difficulty)] };
    },
  },
  "pong-calls": {
    who: "ESP-Miner (Bitaxe)",
    accepts: "a call of the method pong, with the id of a mining.ping, as its answer",
    example: '{"id":1,"method":"pong","params":[]}',
    isIn: ({ method }) => method === pong,
  },
} as const satisfies Record<string, Quirk>;

const glued = /^mining\.suggest_difficulty\(([\d.]+)\)$/;
