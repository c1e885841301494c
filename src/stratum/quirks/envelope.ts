import { protocol } from "../../../generated/stratum/index.js";
import type { Method } from "../../rpc/index.js";
import { trimmed } from "../../wire/framing.js";
import { values } from "../../wire/values.js";
import type { Quirk } from "./quirk.js";
import { positionsOf } from "./quirk.js";

/** Members that Stratum messages have. */
const members = new Set(["id", "method", "params"]);

const methods = new Map<string, Method>(Object.entries(protocol.server));

/** Deviations around the parameters. */
export const envelopeQuirks = {
  "carriage-returns": {
    who: "miners on Windows, telnet",
    accepts: "a carriage return before the line end",
    example: '{"id":1,"method":"mining.subscribe","params":[]}\r',
    isIn: (_call, line) => line.endsWith("\r"),
  },
  "nul-bytes": {
    who: "BFGMiner, which ends some messages with a NUL after the line end",
    accepts: "NULs and blanks around a message",
    example: '\0{"id":1,"method":"mining.subscribe","params":[]}',
    isIn: (_call, line) => /^[\s\0]|[ \t\0]\r?$/.test(line),
  },
  "joined-messages": {
    who: "clients that forget the line end",
    accepts: "several messages on one line",
    example: '{"id":1,"method":"mining.subscribe","params":[]}{"id":2,"method":"mining.ping","params":[]}',
    isIn: (_call, line) => splitMessages(line).length > 1,
  },
  "string-ids": {
    who: 'BFGMiner ("auth", "xnsub", "txlist…"), BTCAgent proxies ("987")',
    accepts: "string ids, echoed as strings",
    example: '{"id":"1","method":"mining.subscribe","params":[]}',
    isIn: ({ id }) => id?.startsWith('"') ?? false,
  },
  "null-ids": {
    who: "BFGMiner, in mining.suggest_target before it subscribes",
    accepts: "requests with the id null; it is echoed, and suggestions get no answer",
    example: '{"id":null,"method":"mining.subscribe","params":["bfgminer/5.5"]}',
    isIn: ({ id }) => id === "null",
  },
  "missing-ids": {
    who: "NerdMiner's keep-alive, ckpool's passthrough",
    accepts: "requests without an id; they are handled but not answered",
    example: '{"method":"mining.suggest_difficulty","params":[0.00015]}',
    isIn: ({ id }) => id === undefined,
  },
  "extra-members": {
    who: 'WhatsMiner ("ttl"), T-Rex ("worker"), clients of JSON-RPC 2.0 ("jsonrpc")',
    accepts: "unknown members, which are ignored",
    example: '{"id":1,"method":"mining.subscribe","params":[],"ttl":2}',
    isIn: (_call, line) => memberNames(line).some((member) => !members.has(member)),
  },
  "missing-params": {
    who: "some miners, in mining.extranonce.subscribe",
    accepts: "missing or null params for a method without parameters",
    example: '{"id":3,"method":"mining.subscribe"}',
    isIn: ({ params }) => params === undefined || params === null,
  },
  "params-by-name": {
    who: "miners of other coins, JSON-RPC 2.0 clients",
    accepts: "parameters by name",
    example: '{"id":2,"method":"mining.subscribe","params":{"userAgent":"example/1.0"}}',
    isIn: ({ params }) => typeof params === "object" && params !== null && !Array.isArray(params),
  },
  "surplus-params": {
    who: "NiceHash, miners that pass on their settings",
    accepts: "surplus parameters, which are ignored",
    example: '{"id":2,"method":"mining.extranonce.subscribe","params":["x"]}',
    isIn: (call) =>
      positionsOf(call).length > (methods.get(call.method)?.params.length ?? Number.POSITIVE_INFINITY),
  },
} as const satisfies Record<string, Quirk>;

/** The messages of a line that is not JSON as a whole, or the line itself if it is not several messages. */
export function splitMessages(line: string): string[] {
  const reader = values.createReader(line.length);
  const messages: string[] = [];
  reader.push(Buffer.from(line));
  for (let message = reader.next(); message !== undefined; message = reader.next()) messages.push(message);
  return messages.length > 1 ? messages : [line];
}

function memberNames(line: string): string[] {
  try {
    return Object.keys(Object(JSON.parse(trimmed(line))));
  } catch {
    return [];
  }
}
