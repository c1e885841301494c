import { resolve } from "node:path";
import { Ajv } from "ajv";
import { faults } from "../check/faults.js";
import { problemsFrom } from "../check/finding.js";
import { unknownMembers } from "../check/members.js";
import { openRpcParts, openRpcSchema } from "../check/openrpc-schema.js";
import type { Problem } from "../check/problem.js";
import type { JsonSchema } from "../document/json-schema.js";
import type {
  ContentDescriptor,
  ExamplePairing,
  ExampleValue,
  OpenRpcDocument,
  OpenRpcError,
  OpenRpcMethod,
} from "../document/openrpc.js";
import type { Origins } from "../document/origin.js";
import { pointer, valueAt } from "../document/pointer.js";
import { guessDirections } from "./direction.js";
import { placeIn, type SourceText } from "./document.js";
import type { Loaded, Unreached } from "./loaded.js";
import { withOverlays } from "./overlay.js";
import { createReferences, type Kind, originOf, type References, type Spot } from "./references.js";
import { isUrl } from "./url.js";

/**
 * Merges OpenRPC documents into one: methods sorted by name, references resolved, referenced schemas collected
 * as components. Title and version are those of the first document.
 *
 * @param overlays Patches for the documents, applied in this order.
 * @param base Base folder of relative references. Default: the referring file's folder.
 */
export async function loadOpenRpc(
  texts: readonly SourceText[],
  overlays: readonly SourceText[] = [],
  base?: string,
): Promise<Loaded> {
  const problems: Problem[] = [];
  const patched = withOverlays(texts, overlays, (problem) => problems.push(problem));
  problems.push(
    ...patched.flatMap((text) => [
      ...text.problems,
      ...memberProblems(text).filter(({ severity }) => severity === "error"),
      ...shapeProblems(text),
    ]),
  );
  const origins: Origins = new WeakMap();
  const roots = new Map(patched.map((text) => [resolve(text.file), text]));
  const filesOf = (sources: ReadonlyMap<string, SourceText>) => [
    ...[...sources].flatMap(([path, { file }]) => (isUrl(file) ? [] : [path])),
    ...overlays.map(({ file }) => resolve(file)),
  ];
  if (problems.some(({ severity }) => severity === "error"))
    return {
      document: emptyDocument(),
      origins,
      problems,
      files: filesOf(roots),
      notes: () => [],
      unreached: [],
    };

  const references = createReferences(
    roots,
    origins,
    (from, reference, reason) => problems.push(danglingProblem(from, reference, reason)),
    base,
  );
  const spots: Spot[] = [];
  for (const [path, source] of roots) {
    const root = { source, path, value: source.value, pointer: "" };
    spots.push(...(await each(root, "methods", kinds.method, references, async (found) => found)));
  }
  const methods: OpenRpcMethod[] = [];
  for (const spot of spots.sort(byName)) methods.push(await method(spot, references, origins));
  const [first] = roots.values();
  const { openrpc, info } = (first?.value as OpenRpcDocument | undefined) ?? emptyDocument();
  const document: OpenRpcDocument = {
    openrpc,
    info,
    methods,
    components: { schemas: references.components },
  };
  if (first) origins.set(document, { file: first.file, pointer: () => "" });
  const guesses = guessDirections(methods);
  const notes = (isPlaced: boolean) => [
    ...patched
      .flatMap((text) => memberProblems(text, isPlaced))
      .filter(({ severity }) => severity === "warning"),
    ...problemsFrom(guesses, document, origins, isPlaced),
  ];
  const unreached = [...roots].flatMap(([path, source]) => unreachedIn(path, source, references));
  return { document, origins, problems, files: filesOf(references.sources), notes, unreached };
}

/** The kinds of shared parts that are loaded with methods. */
const sharedKinds = ["schemas", "contentDescriptors", "errors", "examples", "examplePairings"];

function unreachedIn(path: string, source: SourceText, references: References): Unreached[] {
  return sharedKinds.flatMap((kind) => {
    const held = pointer("/components", kind);
    return Object.keys(Object(valueAt(source.value, held)))
      .map((name) => pointer(held, name))
      .filter((at) => !references.isReached({ path, pointer: at }))
      .map((at) => ({ source, pointer: at }));
  });
}

async function method(spot: Spot, references: References, origins: Origins): Promise<OpenRpcMethod> {
  const described = (found: Spot) => descriptor(found, references, origins);
  const params = await each(spot, "params", kinds.contentDescriptor, references, described);
  const [result] = await follow([at(spot, "result")], kinds.contentDescriptor, references, described);
  const nameOf = (index: number) => params[index]?.name ?? `${index}`;
  const errors = await each(
    spot,
    "errors",
    kinds.error,
    references,
    async ({ value }) => value as OpenRpcError,
  );
  const examples = await each(spot, "examples", kinds.examplePairing, references, (found) => {
    return example(found, references, nameOf);
  });
  const loaded: OpenRpcMethod = {
    ...(spot.value as OpenRpcMethod),
    params,
    result,
    errors: errors.length > 0 ? errors : undefined,
    examples: examples.length > 0 ? examples : undefined,
  };
  origins.set(loaded, originOf(spot));
  return loaded;
}

async function descriptor(spot: Spot, references: References, origins: Origins): Promise<ContentDescriptor> {
  const loaded = {
    ...(spot.value as ContentDescriptor),
    schema: await references.schema(at(spot, "schema")),
  };
  origins.set(loaded, originOf(spot));
  return loaded;
}

/** Values without a name, which older versions allow, get the name of the parameter at their position. */
async function example(
  spot: Spot,
  references: References,
  nameOf: (index: number) => string,
): Promise<ExamplePairing> {
  const pairing = spot.value as ExamplePairing;
  const value = async (found: Spot) => found.value as ExampleValue;
  const given = await each(spot, "params", kinds.exampleValue, references, value);
  const params = given.map((one, index) => ({ ...one, name: one.name ?? nameOf(index) }));
  const [result] = await follow([at(spot, "result")], kinds.exampleValue, references, value);
  return { ...pairing, params, ...(result && { result }) };
}

const ajv = new Ajv({ strict: false });
const allErrors = new Ajv({ strict: false, allErrors: true });
const kind = (name: string, schema: JsonSchema): Kind => ({ name, fits: ajv.compile(schema) });

const kinds = {
  method: kind("method", openRpcParts.method),
  contentDescriptor: kind("content descriptor", openRpcParts.contentDescriptor),
  error: kind("error", openRpcParts.error),
  examplePairing: kind("example", openRpcParts.examplePairing),
  exampleValue: kind("example of a value", openRpcParts.exampleValue),
};

function each<T>(
  spot: Spot,
  member: string,
  kind: Kind,
  references: References,
  load: (spot: Spot) => Promise<T>,
): Promise<T[]> {
  const list = at(spot, member).value;
  const count = Array.isArray(list) ? list.length : 0;
  return follow(
    Array.from({ length: count }, (_, index) => at(spot, member, index)),
    kind,
    references,
    load,
  );
}

/** Loads these spots one at a time, so that names are assigned in a fixed order. */
async function follow<T>(
  spots: Spot[],
  kind: Kind,
  references: References,
  load: (spot: Spot) => Promise<T>,
): Promise<T[]> {
  const loaded: T[] = [];
  for (const spot of spots) {
    if (spot.value === undefined) continue;
    const found = await references.follow(spot, kind);
    if (found) loaded.push(await load(found));
  }
  return loaded;
}

function at(spot: Spot, ...steps: (string | number)[]): Spot {
  const value = steps.reduce<unknown>((parent, step) => Reflect.get(Object(parent), step), spot.value);
  return { ...spot, value, pointer: pointer(spot.pointer, ...steps) };
}

function byName({ value: a }: Spot, { value: b }: Spot): number {
  const [first, second] = [(a as OpenRpcMethod).name, (b as OpenRpcMethod).name];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function shapeProblems(text: SourceText): Problem[] {
  if (text.problems.length > 0) return [];
  allErrors.validate(openRpcSchema, text.value);
  return faults(allErrors.errors).map(({ pointer, message, expected }) => ({
    severity: "error",
    ...placeIn(text, pointer),
    message,
    ...(expected && { expected }),
    ...(!/\/x-[^/]+$/.test(pointer) && {
      hint: "the document must be OpenRPC 1.0 to 1.4: https://spec.open-rpc.org",
    }),
  }));
}

/** Members that are not in OpenRPC: errors if misspelled, otherwise warnings. */
function memberProblems({ file, value, place: placeOf }: SourceText, isPlaced = true): Problem[] {
  return unknownMembers(value).map(({ severity = "error", ...finding }) => {
    const place = isPlaced ? placeOf(finding.pointer) : undefined;
    return { severity, ...finding, file, ...(place && { place }) };
  });
}

function danglingProblem(from: Spot, reference: string, reason: string): Problem {
  return {
    severity: "error",
    ...placeIn(from.source, pointer(from.pointer, "$ref")),
    message: `the reference ${JSON.stringify(reference)} can't be followed: ${reason}`,
    expected: "a JSON pointer into this document or a local file",
    hint: "correct the reference, or pass its base folder with --base",
  };
}

function emptyDocument(): OpenRpcDocument {
  return { openrpc: "1.4.1", info: { title: "empty", version: "0.0.0" }, methods: [] };
}
