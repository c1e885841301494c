import { beforeAll, describe, expect, it } from "vitest";
import { pointerSteps } from "../../codegen/document/pointer.js";
import { walkSchema } from "../../codegen/document/subschemas.js";
import type { Method as Described, Protocol as Model } from "../../codegen/model/model.js";
import {
  type AnyProtocol,
  type Method,
  readParams,
  readResult,
  type Validators,
  writeParams,
  writeResult,
} from "../../src/rpc/index.js";
import { modelOf } from "./samples.js";

/** A method as its schema describes it, and as generated code has it. */
interface Both {
  readonly described: Described;
  readonly method: Method;
  readonly validators: Validators<unknown, unknown>;
}

/** Tests what every protocol owes its readers: words for everything, and examples that are true. */
export function describeProtocol(folder: string, protocol: AnyProtocol): void {
  let model: Model;
  const methods: Both[] = [];
  beforeAll(async () => {
    model = await modelOf(folder);
    const generated = new Map<string, Method>(Object.entries({ ...protocol.server, ...protocol.client }));
    for (const described of model.methods) {
      const method = generated.get(described.name);
      if (!method) throw new Error(`${described.name} is not generated`);
      const { validators } = method;
      methods.push({
        described,
        method,
        validators: typeof validators === "function" ? await validators() : validators,
      });
    }
  });

  describe("the words", () => {
    it("sum up every method in one line", () => {
      const unsaid = model.methods.filter(({ docs: { summary = "" } }) => !/^[A-Z].*[.]$/.test(summary));
      expect(unsaid.map(({ name }) => name)).toEqual([]);
    });

    it("describe every parameter, there or at its shape", () => {
      const unsaid = model.methods.flatMap(({ name, params }) =>
        params
          .filter((param) => !wordsOf(param) && !wordsOf(param.schema))
          .map((param) => `${name} ${param.name}`),
      );
      expect(unsaid).toEqual([]);
    });

    it("describe every shape and every member of one", () => {
      const own = new Set(
        model.methods.flatMap(({ paramsShape, result }) => [paramsShape?.name, result?.shape?.name]),
      );
      const unsaid: string[] = [];
      for (const { name, schema } of model.shapes) {
        walkSchema(schema, ({ properties = {} }, steps) => {
          for (const [member, part] of Object.entries(properties)) {
            if (!wordsOf(part)) unsaid.push([name, ...steps, member].join("/"));
          }
        });
        if (!own.has(name) && !schema.description && !schema.properties) unsaid.push(name);
      }
      expect(unsaid).toEqual([]);
    });

    it("give every error a code of its own", () => {
      for (const { name, errors } of model.methods) {
        const codes = errors.map(({ code }) => code);
        expect([name, ...new Set(codes)]).toEqual([name, ...codes]);
      }
    });
  });

  describe("the examples", () => {
    it("are there for every method", () => {
      expect(model.methods.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).toEqual(
        [],
      );
    });

    it("name parameters that exist, and all that must be given", () => {
      for (const { described } of methods) {
        for (const { params } of described.examples) {
          const given = params.map(({ name }) => name);
          expect([
            described.name,
            ...given.filter((name) => !described.params.some((param) => param.wireName === name)),
          ]).toEqual([described.name]);
          const missing = described.params.filter(
            ({ required, wireName }) => required && !given.includes(wireName),
          );
          expect([described.name, ...missing]).toEqual([described.name]);
        }
      }
    });

    it("have parameters that come over the wire as they went", () => {
      for (const { method, validators, params } of examples()) {
        const wire: unknown = JSON.parse(JSON.stringify(writeParams(method, validators.params, params)));
        expect(readParams(method, validators.params, wire, true)).toEqual(params);
      }
    });

    it("have results, unless nobody answers, that come over the wire as they went", () => {
      for (const { described, method, validators, result } of examples()) {
        expect([described.name, result !== undefined]).toEqual([described.name, method.kind === "request"]);
        if (result === undefined) continue;
        const reply = { kind: "reply", id: "1", result, error: null, rejectReason: undefined } as const;
        const read = readResult(method, { ...reply, text: undefined });
        expect(validators.result(read) ? null : [described.name, validators.result.errors]).toBeNull();
        expect(writeResult(method, read)).toEqual(result);
      }
    });

    it("would not do with a parameter missing or of another type", () => {
      for (const { described, validators, params } of examples()) {
        for (const { name, required } of described.params) {
          if (!(name in params)) continue;
          const { [name]: value, ...others } = params;
          expect([described.name, name, validators.params(others)]).toEqual([
            described.name,
            name,
            !required,
          ]);
          const wrong = { ...others, [name]: typeof value === "object" ? 7 : [[]] };
          expect([described.name, name, validators.params(wrong)]).toEqual([described.name, name, false]);
        }
        expect([described.name, validators.params({ ...params, unknown: 1 })]).toEqual([
          described.name,
          false,
        ]);
      }
    });
  });

  function examples() {
    return methods.flatMap((both) =>
      both.described.examples.map(({ params, result }) => {
        const named = params.map(({ name, value }): [string, unknown] => {
          return [both.described.params.find(({ wireName }) => wireName === name)?.name ?? name, value];
        });
        return { ...both, params: Object.fromEntries(named), result: result?.value };
      }),
    );
  }

  /** What is said of a place: there, or of the shape that stands there. */
  function wordsOf({ description, $ref }: { description?: string; $ref?: string }): string | undefined {
    if (description !== undefined || $ref === undefined) return description;
    return model.shapes.find(({ name }) => name === pointerSteps($ref).at(-1))?.schema.description;
  }
}
