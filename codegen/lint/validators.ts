import type { Ajv, ValidateFunction } from "ajv";
import { createChecker, inDialect } from "../document/checker.js";
import { type Dialect, dialectOf } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { mapSubschemas } from "../document/subschemas.js";
import { flattened } from "../model/flatten.js";
import { onWire } from "../model/on-wire.js";

/** Validates values on the wire against a document's schemas. Each schema is compiled on first use. */
export interface Validators {
  readonly of: (schema: JsonSchema) => ValidateFunction;
  /** The target of a reference; without a reference, the schema itself. */
  readonly resolve: (schema: JsonSchema) => JsonSchema;
}

export function createValidators(document: OpenRpcDocument): Validators {
  const { components = {} } = document;
  const dialect = dialectOf(document);
  let shared: Ajv | undefined;
  const checker = () => {
    shared ??= sharedChecker(document, dialect);
    return shared;
  };
  const compiled = new Map<JsonSchema, ValidateFunction>();
  return {
    of(schema) {
      const validate =
        compiled.get(schema) ?? checker().compile(withReferences(inDialect(onWire(schema), dialect)));
      compiled.set(schema, validate);
      return validate;
    },
    resolve({ $ref, ...rest }) {
      const name = $ref
        ?.match(/^#\/components\/schemas\/(.+)$/)?.[1]
        ?.replaceAll("~1", "/")
        .replaceAll("~0", "~");
      return name === undefined ? rest : (components.schemas?.[name] ?? {});
    },
  };
}

/** An Ajv instance with the document's shapes. */
function sharedChecker({ components = {} }: OpenRpcDocument, dialect: Dialect): Ajv {
  const ajv = createChecker(dialect, { ownProperties: true });
  const wired = Object.entries(components.schemas ?? {}).map(([name, schema]) => [name, onWire(schema)]);
  const shared = Object.entries(flattened(Object.fromEntries(wired))).map(([name, schema]) => {
    return [name, withReferences(inDialect(schema, dialect))];
  });
  ajv.addSchema({ $id: "shared", components: { schemas: Object.fromEntries(shared) } });
  return ajv;
}

function withReferences(schema: JsonSchema): JsonSchema {
  const { $id, ...mapped } = mapSubschemas(schema, withReferences);
  return mapped.$ref === undefined ? mapped : { ...mapped, $ref: `shared${mapped.$ref}` };
}
