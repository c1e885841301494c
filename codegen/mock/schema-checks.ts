import { Ajv, type ValidateFunction } from "ajv";
import { noParams, type Validate } from "stratum/runtime";
import type { Protocol, Shape } from "../model/model.js";

/** The check of a method's parameters, compiled on first use. */
export function schemaChecks({ shapes }: Protocol, shape: Shape | undefined): Validate<object> {
  if (!shape) return noParams;
  let compiled: ValidateFunction | undefined;
  const validate = (value: unknown): value is object => {
    compiled ??= compile(shape, shapes);
    return compiled(value);
  };
  return Object.defineProperty(validate, "errors", { get: () => compiled?.errors });
}

function compile({ schema }: Shape, shapes: readonly Shape[]): ValidateFunction {
  const components = { schemas: Object.fromEntries(shapes.map(({ name, schema }) => [name, schema])) };
  const compileWith = (unicodeRegExp: boolean) =>
    new Ajv({
      strict: false,
      validateFormats: false,
      validateSchema: false,
      logger: false,
      unicodeRegExp,
    }).compile({
      ...schema,
      components,
    });
  try {
    return compileWith(true);
  } catch {
    return compileWith(false);
  }
}
