import { Ajv, type ValidateFunction } from "ajv";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { MethodDifference } from "../../../codegen/diff/concerned.js";
import { compareMethods } from "../../../codegen/diff/methods.js";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { documentOf, param, request } from "../inline.js";
import { mutated, mutation, randomValue, restated, schema } from "./schemas-at-random.js";

type Shapes = Record<string, JsonSchema>;

/** The old and the new schema of one place, and the shapes that they refer to. */
interface Case {
  readonly old: JsonSchema;
  readonly now: JsonSchema;
  readonly shapes: { readonly old: Shapes; readonly now: Shapes };
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    old: schema,
    A: schema,
    B: schema,
    mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
    where: fc.nat(3),
  })
  .map(({ old, A, B, mutations, where }) => {
    const change = (one: JsonSchema) => mutations.reduce(mutated, one);
    return {
      old,
      now: where === 0 ? old : change(old),
      shapes: { old: { A, B }, now: { A: where < 2 ? change(A) : A, B } },
    };
  });

/** Of a parameter that clients send, and of a result that they get. */
function verdicts({ old, now, shapes }: Case): { params: MethodDifference[]; result: MethodDifference[] } {
  const of = (part: JsonSchema, schemas: Shapes) =>
    documentOf({ methods: [request("sent", [param("x", part)]), request("got", [], part)], schemas });
  const differences = compareMethods(of(old, shapes.old), of(now, shapes.now));
  const told = (name: string) => differences.filter(({ method }) => method === name);
  return { params: told("sent"), result: told("got") };
}

/** Undefined where Ajv ends in a recursion without end. */
function validator(schema: JsonSchema, schemas: Shapes): (value: unknown) => boolean | undefined {
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, validateSchema: false });
  let validate: ValidateFunction | undefined;
  return (value) => {
    try {
      validate ??= ajv.compile({ allOf: [schema], components: { schemas } });
      return validate(value) === true;
    } catch {
      return undefined;
    }
  };
}

/** A series of numbers from 0 to 1, the same each time. */
function series(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A hundred comparisons take a few seconds, and much more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const samples = 60;
const isHarmless = ({ clients }: MethodDifference) => clients === "compatible";

describe("the verdict on random changes of random schemas", () => {
  it("is not compatible where one side refuses a value of the other, and breaking only with such a value", () => {
    let proven = 0;
    fc.assert(
      fc.property(cases, (changed) => {
        const { old, now, shapes } = changed;
        const [takesOld, takesNew] = [validator(old, shapes.old), validator(now, shapes.now)];
        const random = series(1);
        const { params, result } = verdicts(changed);
        for (let count = 0; count < samples; count++) {
          const sent = randomValue(old, shapes.old, random);
          if (takesOld(sent) === true && takesNew(sent) === false && params.every(isHarmless))
            expect.fail(
              `${JSON.stringify(sent)} is refused, and nothing is told but ${JSON.stringify(params)}`,
            );
          const got = randomValue(now, shapes.now, random);
          if (takesNew(got) === true && takesOld(got) === false && result.every(isHarmless))
            expect.fail(
              `${JSON.stringify(got)} is answered, and nothing is told but ${JSON.stringify(result)}`,
            );
        }
        for (const { witness } of params.filter(({ clients }) => clients === "breaking")) {
          const [value]: unknown[] = Array.isArray(witness?.value) ? witness.value : [];
          expect([takesOld(value), takesNew(value)]).toEqual([true, false]);
          proven++;
        }
        for (const { witness } of result.filter(({ clients }) => clients === "breaking")) {
          expect([takesNew(witness?.value), takesOld(witness?.value)]).toEqual([true, false]);
          proven++;
        }
      }),
      { seed: 10, numRuns: 60 },
    );
    expect(proven).toBeGreaterThan(25);
  });

  it("is none where nothing changes", () => {
    fc.assert(
      fc.property(fc.record({ old: schema, A: schema, B: schema }), ({ old, A, B }) => {
        const shapes = { A, B };
        const none = { params: [], result: [] };
        expect(verdicts({ old, now: old, shapes: { old: shapes, now: shapes } })).toEqual(none);
      }),
      { seed: 12, numRuns: 60 },
    );
  });

  it("is none where the same is said in other words", () => {
    // What stands within a condition is compared as a text.
    const plain = schema.filter((one) => !/"(not|if)":/.test(JSON.stringify(one)));
    const words = fc.array(fc.record({ at: fc.nat(20), words: fc.nat(100) }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.record({ old: plain, A: plain, B: plain, words }), ({ old, A, B, words }) => {
        const shapes = { A, B };
        const restatedShapes: Shapes = { A, B };
        const now = words.reduce((one, how) => restated(one, how, restatedShapes), old);
        const none = { params: [], result: [] };
        expect(verdicts({ old, now, shapes: { old: shapes, now: restatedShapes } })).toEqual(none);
      }),
      { seed: 13, numRuns: 200 },
    );
  });
});
