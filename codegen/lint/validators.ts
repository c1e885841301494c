import type { Ajv, ValidateFunction } from "ajv";
import { createChecker, inDialect } from "../document/checker.js";
import { type Dialect, dialectOf } from "../document/dialect.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { pointer } from "../document/pointer.js";
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
  const ids = idsOf(components.schemas ?? {});
  let shared: Ajv | undefined;
  const checker = () => {
    shared ??= sharedChecker(components.schemas ?? {}, ids, dialect);
    return shared;
  };
  const compiled = new Map<JsonSchema, ValidateFunction>();
  return {
    of(schema) {
      const validate =
        compiled.get(schema) ?? checker().compile(withIds(inDialect(onWire(schema), dialect), ids));
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

type Shapes = Readonly<Record<string, JsonSchema>>;

/** What Ajv knows each shape by, by its reference. */
function idsOf(shapes: Shapes): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(shapes).map((name, index) => [pointer("#/components/schemas", name), `shape:${index}`]),
  );
}

/**
 * Knows the shapes of a document. Each is a schema of its own: Ajv compiles it once, when something that
 * refers to it is compiled; a part of a schema it compiles anew for each that refers to it.
 */
function sharedChecker(shapes: Shapes, ids: ReadonlyMap<string, string>, dialect: Dialect): Ajv {
  const ajv = createChecker(dialect, { ownProperties: true, code: { optimize: false } });
  const wired = Object.entries(shapes).map(([name, schema]) => [name, onWire(schema)]);
  for (const [name, schema] of Object.entries(flattened(Object.fromEntries(wired))))
    ajv.addSchema(withIds(inDialect(schema, dialect), ids), ids.get(pointer("#/components/schemas", name)));
  return ajv;
}

function withIds(schema: JsonSchema, ids: ReadonlyMap<string, string>): JsonSchema {
  const { $id, $ref, ...mapped } = mapSubschemas(schema, (below) => withIds(below, ids));
  return $ref === undefined ? mapped : { ...mapped, $ref: ids.get($ref) ?? $ref };
}
