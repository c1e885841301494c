import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { JsonSchema } from "../../codegen/document/json-schema.js";
import { mapSubschemas } from "../../codegen/document/subschemas.js";
import { generate, writeOutput } from "../../codegen/index.js";
import { flattened } from "../../codegen/model/flatten.js";
import { onWire } from "../../codegen/model/on-wire.js";
import type { Protocol } from "../../src/rpc/index.js";
import { compile } from "./compiler.js";
import { withFolder, write } from "./folder.js";
import { documentOf, param, reference, request } from "./inline.js";
import { candidates, closed, guided, schemas, shapeOnly, shapes } from "./random-schemas.js";

const runtime = fileURLToPath(new URL("../../src/runtime/index.ts", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

vi.setConfig({ testTimeout: 60_000 });

const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023"],
};

type Methods = Record<string, { params: Record<string, unknown>; result: unknown }>;

/** What the validators of a program's schemas say, each by its index. */
async function generatedChecks(
  folder: string,
  given: readonly JsonSchema[],
): Promise<(index: number, x: unknown) => boolean> {
  const document = documentOf({
    methods: given.map((_, index) => request(`m${index}`, [param("x", reference(`S${index}`))])),
    schemas: { ...shapes, ...Object.fromEntries(given.map((schema, index) => [`S${index}`, schema])) },
  });
  await write(folder, { "api.json": JSON.stringify(document) });
  const output = join(folder, "out");
  const options = { inputs: [join(folder, "api.json")], output, runtime, extension: ".ts" };
  const { files } = await generate({ ...options, validators: "eager" });
  await writeOutput(output, files, { added: [...files.keys()], changed: [], stale: [], unchanged: [] });
  const { protocol }: { protocol: Protocol<Methods, Methods> } = await import(join(output, "index.ts"));
  return (index, x) => {
    const { validators } = protocol.server[`m${index}`] ?? {};
    if (typeof validators !== "object") throw new Error("the validators are loaded at once");
    return validators.params({ x });
  };
}

/** Whether values fit what is made of schemas. */
function checks(
  given: readonly JsonSchema[],
  form: (schema: JsonSchema) => JsonSchema,
): (index: number, value: unknown) => boolean {
  const ajv = new Ajv({ strict: false, ownProperties: true });
  const wired = flattened(
    Object.fromEntries(
      [...Object.entries(shapes), ...given.map((schema, index) => [`S${index}`, schema] as const)].map(
        ([name, schema]) => [name, onWire(form(schema))],
      ),
    ),
  );
  const point = (schema: JsonSchema): JsonSchema => {
    const mapped = mapSubschemas(schema, point);
    return mapped.$ref === undefined ? mapped : { ...mapped, $ref: `shared${mapped.$ref}` };
  };
  const components = Object.fromEntries(Object.entries(wired).map(([name, schema]) => [name, point(schema)]));
  ajv.addSchema({ $id: "shared", components: { schemas: components } });
  const compiled = new Map<number, ValidateFunction>();
  return (index, value) => {
    const validate = compiled.get(index) ?? ajv.compile({ $ref: `shared#/components/schemas/S${index}` });
    compiled.set(index, validate);
    return validate(value);
  };
}

/** What must compile, and what must not, as texts of one program. */
async function contradictions(given: readonly JsonSchema[], seed: number): Promise<string[]> {
  return withFolder(async (folder) => {
    const fits = await generatedChecks(folder, given);
    const hasShape = checks(given, shapeOnly);
    const isNamed = checks(given, (schema) => closed(schema));
    let state = seed;
    const pick = (most: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % most;
    };
    const others = fc.sample(candidates, { seed, numRuns: 40 });
    const lines: { index: number; value: unknown; isFitting: boolean }[] = [];
    for (const [index, schema] of given.entries()) {
      const tried = [...Array.from({ length: 8 }, () => guided(schema, pick)), ...others.slice(0, 20)];
      const distinct = new Map(tried.map((value) => [JSON.stringify(value), value]));
      for (const value of distinct.values()) {
        const isFitting = fits(index, value);
        if (isFitting ? isNamed(index, value) : !hasShape(index, value))
          lines.push({ index, value, isFitting });
      }
    }
    const text = lines.map(
      ({ index, value }, at) => `export const v${at}: S${index} = ${JSON.stringify(value)};`,
    );
    const names = given.map((_, index) => `S${index}`).join(", ");
    await write(folder, {
      "values.ts": [`import type { ${names} } from "./out/types.ts";`, ...text].join("\n"),
    });
    const found = await compile(folder, { compilerOptions, include: ["values.ts", "out/types.ts"] });
    const wrong = new Map(found.map(({ file, line, message }) => [`${file}:${line}`, message]));
    const told = lines.flatMap(({ index, value, isFitting }, at) => {
      const complaint = wrong.get(`values.ts:${at + 2}`);
      if (isFitting === (complaint === undefined)) return [];
      const what = isFitting ? `fits, and does not compile: ${complaint}` : "does not fit, and compiles";
      return [`${JSON.stringify(given[index])} ${JSON.stringify(value)} ${what}`];
    });
    const ofTypes = found
      .filter(({ file }) => file !== "values.ts")
      .map(({ file, line, message }) => `${file}:${line} ${message}`);
    expect(lines.filter(({ isFitting }) => isFitting).length).toBeGreaterThan(given.length * 2);
    expect(lines.filter(({ isFitting }) => !isFitting).length).toBeGreaterThan(given.length);
    return [...ofTypes, ...told];
  }, here);
}

describe("types and validators say the same", () => {
  it.each([1, 2, 3, 4, 5, 6])("of a hundred random schemas, seed %i", async (seed) => {
    expect(await contradictions(fc.sample(schemas, { seed, numRuns: 100 }), seed)).toEqual([]);
  });
});
