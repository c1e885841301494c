import { Ajv, type Options } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Dialect } from "./dialect.js";
import { isTuple, type JsonSchema } from "./json-schema.js";
import { mapSubschemas } from "./subschemas.js";

const builds = { "draft-07": Ajv, "2019-09": Ajv2019, "2020-12": Ajv2020 };

/** An Ajv instance for a draft. Schemas are already validated on loading; formats are annotations. */
export function createChecker(dialect: Dialect, options: Options = {}): Ajv {
  const Build = builds[dialect];
  return new Build({
    strict: false,
    meta: false,
    logger: false,
    validateSchema: false,
    validateFormats: false,
    ...options,
  });
}

/** Converts a normalized schema, with draft-07 tuples, to another draft. */
export function inDialect(schema: JsonSchema, dialect: Dialect): JsonSchema {
  const mapped = mapSubschemas(schema, (below) => inDialect(below, dialect));
  if (dialect !== "2020-12" || !isTuple(mapped)) return mapped;
  const { items, additionalItems, ...rest } = mapped;
  const positions = items.length > 0 ? { prefixItems: items } : {};
  return { ...rest, ...positions, ...(additionalItems !== undefined && { items: additionalItems }) };
}
