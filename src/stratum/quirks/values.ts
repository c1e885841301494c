import {
  miningAuthorize,
  miningConfigure,
  miningSubmit,
  miningSubscribe,
  miningSuggestDifficulty,
} from "../../../generated/stratum/methods.js";
import type { Call } from "../../wire/message.js";
import { asHexU32, asNumber, positionsOf, type Quirk, replacePositions } from "./quirk.js";

/** The positions of ntime, nonce and version bits in `mining.submit`. */
const firstNumber = 3;

/** Deviations in parameters. */
export const valueQuirks = {
  "short-numbers": {
    who: "NerdMiner, which does not pad nonces: one share in sixteen",
    accepts: "fewer than 8 digits of ntime, nonce or version bits, padded with leading zeros",
    example: '{"id":4,"method":"mining.submit","params":["alice","1","00000000","6b02ad7c","5000000"]}',
    isIn: (call) => numbersOf(call).some((value) => typeof value === "string" && value.length < 8),
    methods: [miningSubmit.name],
    normalize: (call) =>
      replacePositions(call, (value, index) => (index < firstNumber ? value : asHexU32(value))),
  },
  "plain-numbers": {
    who: "clients that send ntime and nonce as JSON numbers",
    accepts: "a number instead of hexadecimal digits",
    example: '{"id":4,"method":"mining.submit","params":["alice","1","00000000",1795337596,83886080]}',
    isIn: (call) => numbersOf(call).some((value) => typeof value === "number"),
    methods: [miningSubmit.name],
    normalize: (call) =>
      replacePositions(call, (value, index) => (index < firstNumber ? value : asHexU32(value))),
  },
  "uppercase-digits": {
    who: "some firmwares",
    accepts: "uppercase hexadecimal digits; a share that differs only in case is a duplicate",
    example: '{"id":4,"method":"mining.submit","params":["alice","1","0000000A","6B02AD7C","05000000"]}',
    isIn: (call) =>
      call.method === miningSubmit.name &&
      positionsOf(call)
        .slice(2)
        .some((value) => /[A-F]/.test(String(value))),
  },
  "missing-passwords": {
    who: "miners without a configured password",
    accepts: "mining.authorize without a password, or with null",
    example: '{"id":2,"method":"mining.authorize","params":["alice"]}',
    isIn: (call) => call.method === miningAuthorize.name && (positionsOf(call)[1] ?? null) === null,
  },
  "missing-usernames": {
    who: "miners without a configured username",
    accepts: "mining.authorize without a username, as an empty one",
    example: '{"id":2,"method":"mining.authorize","params":[]}',
    isIn: (call) =>
      call.method === miningAuthorize.name && (positionsOf(call)[0] ?? null) === null && isPositional(call),
    methods: [miningAuthorize.name],
    normalize: (call) =>
      (positionsOf(call)[0] ?? null) === null && isPositional(call)
        ? { ...call, params: ["", ...positionsOf(call).slice(1)] }
        : call,
  },
  "odd-subscriptions": {
    who: "NiceHash (a timestamp and a signature), bosminer (host and port in one), BTCAgent (a number), smart_mining (lists)",
    accepts: "anything after the user agent of mining.subscribe; values of another type count as omitted",
    example: '{"id":1,"method":"mining.subscribe","params":["NiceHash/1.0.0",1795337596123,["a3f1"]]}',
    isIn: (call) =>
      replacePositions(call, expectedInSubscribe) !== call && call.method === miningSubscribe.name,
    methods: [miningSubscribe.name],
    normalize: (call) => replacePositions(call, expectedInSubscribe),
  },
  "text-difficulties": {
    who: "scripts",
    accepts: "mining.suggest_difficulty with a string instead of a number",
    example: '{"id":5,"method":"mining.suggest_difficulty","params":["512"]}',
    isIn: (call) => call.method === miningSuggestDifficulty.name && typeof positionsOf(call)[0] === "string",
    methods: [miningSuggestDifficulty.name],
    normalize: (call) => replacePositions(call, (value, index) => (index === 0 ? asNumber(value) : value)),
  },
  "short-masks": {
    who: "miners that write the mask without leading zeros",
    accepts: "fewer than 8 digits of version-rolling.mask, padded with leading zeros",
    example:
      '{"id":1,"method":"mining.configure","params":[["version-rolling"],{"version-rolling.mask":"c00000","version-rolling.min-bit-count":2}]}',
    isIn: (call) => call.method === miningConfigure.name && normalizeMask(call) !== call,
    methods: [miningConfigure.name],
    normalize: normalizeMask,
  },
} as const satisfies Record<string, Quirk>;

function numbersOf(call: Call): readonly unknown[] {
  return call.method === miningSubmit.name ? positionsOf(call).slice(firstNumber) : [];
}

function isPositional({ params }: Call): boolean {
  return params === undefined || params === null || Array.isArray(params);
}

function expectedInSubscribe(value: unknown, index: number): unknown {
  if (typeof value === "string" || (index === 3 && Number.isInteger(value))) return value;
  return value === undefined ? value : null;
}

function normalizeMask(call: Call): Call {
  const [extensions, parameters] = positionsOf(call);
  const mask: unknown = Reflect.get(Object(parameters), "version-rolling.mask");
  const normalized = asHexU32(mask);
  return normalized === mask
    ? call
    : { ...call, params: [extensions, { ...Object(parameters), "version-rolling.mask": normalized }] };
}
