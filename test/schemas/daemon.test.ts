import { beforeAll, describe, expect, it } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { pointerSteps } from "../../codegen/document/pointer.js";
import { walkSchema } from "../../codegen/document/subschemas.js";
import type { Method, Protocol } from "../../codegen/model/model.js";
import {
  isObject,
  modelOf,
  placesOf,
  readSamples,
  resultSchema,
  type Schemas,
  schemasOf,
  wrongValues,
} from "./samples.js";

/** The arguments of the recorded calls, as far as they decide what the result looks like. */
const argumentsOf: Record<string, Record<string, unknown>> = {
  "getrawmempool.verbose": { verbose: true },
  "getrawmempool.seq": { mempool_sequence: true },
  "getblock.0": { verbosity: 0 },
  "getblock.1": { verbosity: 1 },
  "getblock.2": { verbosity: 2 },
  "getblock.3": { verbosity: 3 },
  "getblock.true": { verbosity: true },
  "getblock.false": { verbosity: false },
  "getblockheader.false": { verbose: false },
  "getrawtransaction.mempool": { verbosity: 1 },
  "getrawtransaction.mempool2": { verbosity: 2 },
  getrawtransaction: { verbosity: true },
  "getrawtransaction.v2": { verbosity: 2 },
  "getrawtransaction.hex": { verbosity: 0 },
  "getrawtransaction.noindex": { verbosity: 1 },
  "sendmany.verbose": { verbose: true },
};

/**
 * Fields that both daemons gave each time and that may be absent all the same: Dogecoin Core 1.14
 * does not have them, or a version between, or the answer to another question.
 */
const mayBeAbsent: Record<string, string> = {
  AddressInfo:
    "desc hdkeypath hdmasterfingerprint hdseedid isscript iswatchonly pubkey timestamp witness_program witness_version",
  BlockFacts: "nTx previousblockhash",
  "BlockTransaction/allOf/1": "hex",
  BlockStats: [
    "avgfee avgfeerate avgtxsize blockhash feerate_percentiles height ins maxfee maxfeerate maxtxsize medianfee",
    "mediantime mediantxsize minfee minfeerate mintxsize outs subsidy swtotal_size swtotal_weight swtxs time",
    "total_out total_size total_weight totalfee txs utxo_increase utxo_size_inc",
  ].join(" "),
  BlockTemplate:
    "capabilities default_witness_commitment longpollid rules vbavailable vbrequired weightlimit",
  BlockchainInfo: "size_on_disk warnings",
  ChainTransactionStats: "txcount txrate window_interval window_tx_count",
  CoinbaseInput: "txinwitness",
  FeeEstimate: "errors",
  MempoolEntry: "fees spentby unbroadcast vsize weight wtxid",
  MempoolInfo: "loaded minrelaytxfee unbroadcastcount",
  MempoolVerdict: "allowed reject-reason",
  MiningInfo: "currentblocktx currentblockweight warnings",
  NetworkInfo: "connections_in connections_out localservicesnames",
  TemplateTransaction: "fee txid weight",
  Transaction: "weight",
  TransactionInput: "txinwitness",
  TxOutSetInfo: "bogosize disk_size transactions",
  UnspentOutput: "address",
  VersionBits: "start_time timeout",
  WalletChanges: "removed",
  WalletInfo:
    "avoid_reuse descriptors format keypoolsize_hd_internal private_keys_enabled scanning walletname",
  "WalletTransaction/allOf/1": "fee",
  WalletTransactionDetail: "address label vout",
};

/** Numbers that need not be whole. All others are, or are amounts and texts. */
const fractions = [
  "count_tok",
  "difficulty",
  "minping",
  "networkhashps",
  "pingtime",
  "progress",
  "size_tok",
  "timeout",
  "tx_send_rate",
  "txrate",
  "verificationprogress",
];

/** Methods that were recorded and are not described: of no use to a pool, or gone. */
const withoutSchema = [
  "dumpprivkey",
  "estimaterawfee",
  "getchainstates",
  "getorphantxs",
  "importaddress",
  "listaddressgroupings",
];

/** Methods of which no answer was recorded, or only errors. */
const withoutSample = [
  "createauxblock",
  "disconnectnode",
  "getauxblock",
  "getzmqnotifications",
  "invalidateblock",
  "reconsiderblock",
  "sendrawtransaction",
  "stop",
  "submitauxblock",
  "submitblock",
  "walletlock",
  "walletpassphrase",
];

const files = ["litecoin-0.21.json", "bitcoin-31.99.json"];
const samples = files.flatMap((file) => readSamples(file).map(([name, value]) => ({ file, name, value })));
const methodName = (sample: string) => sample.replace(/\..*|\d$/, "");
const described = samples.filter(({ name }) => !withoutSchema.includes(methodName(name)));

let model: Protocol;
let schemas: Schemas;
beforeAll(async () => {
  model = await modelOf("../../schemas/daemon");
  schemas = schemasOf(model);
});

function methodOf(sample: string): Method {
  const found = model.methods.find(({ name }) => name === methodName(sample));
  if (!found) throw new Error(`no schema describes ${sample}`);
  return found;
}

/** An answer with the schema that it is checked against. */
interface Answer {
  method: Method;
  schema: JsonSchema;
  value: unknown;
}

/** A sample as its schema sees it. */
function asSeen({ name, value }: { name: string; value: unknown }): Answer {
  const method = methodOf(name);
  const schema = resultSchema(method, argumentsOf[name] ?? {});
  return { method, schema, value: schemas.exact(schema, value) };
}

describe("the samples", () => {
  it.each(described)("$file: $name is accepted", (sample) => {
    const { schema, value } = asSeen(sample);
    const check = schemas.check(schema);
    expect(check(value) ? null : check.errors).toBeNull();
  });

  it.each(described)("$file: $name has no field that the schema does not know", (sample) => {
    const { schema, value } = asSeen(sample);
    const unknown: string[] = [];
    placesOf({ value }, schema, schemas, (path) => unknown.push(path));
    expect(unknown).toEqual([]);
  });

  it.each(described)("$file: $name is refused with a field missing, or of another type", (sample) => {
    const { schema, value } = asSeen(sample);
    expect(acceptedWrongs(schema, value)).toEqual([]);
  });

  it.each(described)("$file: $name may have fields that no schema knows", (sample) => {
    const seen = asSeen(sample);
    for (const { value, parts } of placesOf(seen, seen.schema, schemas)) {
      const isMap = parts.some(({ patternProperties }) => patternProperties);
      if (isObject(value) && !isMap) Object.assign(value, { "of a newer daemon": [] });
    }
    expect(schemas.check(seen.schema)(seen.value)).toBe(true);
  });

  it("are all described, but for a few", () => {
    const names = new Set(model.methods.map(({ name }) => name));
    const recorded = new Set(samples.map(({ name }) => methodName(name)));
    expect([...recorded].filter((name) => !names.has(name)).sort()).toEqual(withoutSchema);
    expect([...names].filter((name) => !recorded.has(name)).sort()).toEqual(withoutSample);
  });

  it("have arguments only where they exist", () => {
    const names = samples.map(({ name }) => name);
    expect(Object.keys(argumentsOf).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("what is required", () => {
  it("is all that both daemons gave each time, but for what others lack", () => {
    const given = new Map<JsonSchema, { files: Set<string>; always: Set<string> }>();
    for (const sample of described) {
      const seen = asSeen(sample);
      for (const { value, parts } of placesOf(seen, seen.schema, schemas)) {
        for (const part of isObject(value) ? parts : []) {
          const names = Object.keys(part.properties ?? {}).filter((name) => isObject(value) && name in value);
          const { files, always } = given.get(part) ?? { files: new Set(), always: new Set(names) };
          const both = names.filter((name) => always.has(name));
          given.set(part, { files: files.add(sample.file), always: new Set(both) });
        }
      }
    }
    const absent = [...given].flatMap(([part, { files, always }]) => {
      const names = [...always].filter((name) => !part.required?.includes(name)).sort();
      return files.size > 1 && names.length > 0 ? [[whereOf(part), names.join(" ")]] : [];
    });
    expect(Object.fromEntries(absent)).toEqual(mayBeAbsent);
  });

  it("is that numbers are whole, but for a few", () => {
    const broken = new Set<string>();
    for (const { method, schema, value } of [...described.map(asSeen), ...resultExamples()]) {
      const root = { value: structuredClone(value) };
      for (const place of placesOf(root, schema, schemas)) {
        if (typeof place.value !== "number") continue;
        place.write(Math.trunc(place.value) + 0.5);
        if (schemas.check(schema)(root.value)) broken.add(place.name || method.name);
        place.write(place.value);
      }
    }
    expect([...broken].sort()).toEqual([...fractions, "getdifficulty", "getnetworkhashps"].sort());
  });

  it("is missed in every place that asks for it", () => {
    const missed = new Map<JsonSchema, Set<string>>();
    const note = (part: JsonSchema, name: string) =>
      missed.set(part, (missed.get(part) ?? new Set()).add(name));
    for (const { schema, value } of [...described.map(asSeen), ...resultExamples()]) {
      expect(acceptedWrongs(schema, structuredClone(value), note)).toEqual([]);
    }
    const required = [...resultParts()].flatMap(([part, where]) =>
      (part.required ?? []).map((name) => ({ part, name, where })),
    );
    const unseen = required.filter(({ part, name }) => !missed.get(part)?.has(name));
    expect(unseen.map(({ where, name }) => `${where}/${name}`)).toEqual([]);
  });
});

describe("the examples", () => {
  it("are there for every method", () => {
    expect(model.methods.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).toEqual([]);
  });

  it("have parameters that their schemas accept, and accept no others", () => {
    for (const method of model.methods) {
      const schema = method.paramsShape?.schema ?? { type: "object", maxProperties: 0 };
      for (const example of method.examples) {
        const given = Object.entries(exampleArguments(method, example)).map(([wireName, value]) => {
          return [method.params.find((param) => param.wireName === wireName)?.name ?? wireName, value];
        });
        const value = structuredClone(Object.fromEntries(given));
        expect(schemas.check(schema)(value) ? null : [method.name, schemas.check(schema).errors]).toBeNull();
        expect([method.name, ...acceptedWrongs(schema, value)]).toEqual([method.name]);
      }
    }
  });

  it("have results that their schemas accept", () => {
    for (const { method, schema, value } of resultExamples()) {
      const check = schemas.check(schema);
      expect(check(value) ? null : [method.name, check.errors]).toBeNull();
    }
  });
});

describe("the words", () => {
  it("sum up every method in one line", () => {
    const unsaid = model.methods.filter(({ docs: { summary = "" } }) => !/^[A-Z].*\.$/.test(summary));
    expect(unsaid.map(({ name }) => name)).toEqual([]);
  });

  it("describe every parameter", () => {
    const unsaid = model.methods.flatMap(({ name, params }) =>
      params
        .filter((param) => !wordsOf(param) && !wordsOf(param.schema))
        .map((param) => `${name} ${param.name}`),
    );
    expect(unsaid).toEqual([]);
  });

  it("describe every field of every shape", () => {
    const unsaid: string[] = [];
    for (const shape of model.shapes) {
      walkSchema(shape.schema, ({ properties = {} }, steps) => {
        for (const [name, field] of Object.entries(properties)) {
          if (!wordsOf(field)) unsaid.push([shape.name, ...steps, name].join("/"));
        }
      });
    }
    expect(unsaid).toEqual([]);
  });
});

/** What is said of a place: there, or of the shape that stands there. */
function wordsOf({ description, $ref }: { description?: string; $ref?: string }): string | undefined {
  return description ?? ($ref === undefined ? undefined : shapeOf($ref).description);
}

/** What a schema accepts although it must not: fields missing, of another type, out of range. */
function acceptedWrongs(
  schema: JsonSchema,
  value: unknown,
  missed: (part: JsonSchema, name: string) => void = () => {},
): string[] {
  const root = { value };
  const check = schemas.check(schema);
  const accepted: string[] = [];
  const attempt = (what: string, change: () => void, undo: () => void) => {
    change();
    if (check(root.value)) accepted.push(what);
    undo();
  };
  for (const place of placesOf(root, schema, schemas)) {
    const { path, name, requiredBy } = place;
    const undo = () => place.write(place.value);
    for (const wrong of wrongValues(place)) {
      attempt(`${path} = ${JSON.stringify(wrong)}`, () => place.write(wrong), undo);
    }
    if (requiredBy.length > 0) attempt(`no ${path}`, place.remove, undo);
    for (const part of requiredBy) missed(part, name);
  }
  if (!check(root.value)) accepted.push("the value is not what it was");
  return accepted;
}

function shapeOf(reference: string): JsonSchema {
  const name = pointerSteps(reference).at(-1);
  const shape = model.shapes.find((one) => one.name === name);
  if (!shape) throw new Error(`unknown shape ${reference}`);
  return shape.schema;
}

/** Every schema that some result is checked with, and where it stands. */
function resultParts(): Map<JsonSchema, string> {
  const found = new Map<JsonSchema, string>();
  const visit = (schema: JsonSchema, at: string) => {
    walkSchema(schema, (part, steps) => {
      const known = found.has(part);
      if (!known) found.set(part, [at, ...steps].join("/"));
      if (!known && part.$ref) visit(shapeOf(part.$ref), pointerSteps(part.$ref).at(-1) ?? "");
    });
  };
  for (const { name, result } of model.methods) if (result) visit(result.schema, name);
  return found;
}

function whereOf(part: JsonSchema): string {
  return resultParts().get(part) ?? "nowhere";
}

/** The arguments of an example by their names on the wire. */
function exampleArguments(
  { structure }: Method,
  { params }: Method["examples"][number],
): Record<string, unknown> {
  if (structure === "spread") return Object.assign({}, params[0]?.value);
  return Object.fromEntries(params.map(({ name, value }) => [name, value]));
}

function resultExamples(): Answer[] {
  return model.methods.flatMap((method) =>
    method.examples.map((example) => ({
      method,
      schema: resultSchema(method, exampleArguments(method, example)),
      value: example.result?.value,
    })),
  );
}
