import type { OpenRpcDocument } from "./openrpc.js";
import { partsOf } from "./parts.js";

/** A draft of JSON Schema. Older drafts count as draft-07. */
export type Dialect = "draft-07" | "2019-09" | "2020-12";

/** The keywords that each draft added. */
const keywordsOf: Record<Dialect, ReadonlySet<string>> = {
  "draft-07": new Set(),
  "2019-09": new Set([
    ...["unevaluatedProperties", "unevaluatedItems", "dependentRequired", "dependentSchemas"],
    ...["minContains", "maxContains"],
  ]),
  "2020-12": new Set(["prefixItems", "$dynamicRef", "$dynamicAnchor"]),
};

/**
 * The draft for a document's schemas: the newest in any `$schema`, otherwise the newest whose keywords are used.
 */
export function dialectOf(document: OpenRpcDocument): Dialect {
  const declared = new Set<Dialect>();
  const used = new Set<Dialect>();
  partsOf(document, (schema) => {
    const named = "$schema" in schema && typeof schema.$schema === "string" ? schema.$schema : "";
    if (/\/draft-0\d\/schema/.test(named)) declared.add("draft-07");
    for (const dialect of newer) {
      if (named.includes(`/${dialect}/schema`)) declared.add(dialect);
      if (Object.keys(schema).some((keyword) => keywordsOf[dialect].has(keyword))) used.add(dialect);
    }
    return false;
  });
  const found = declared.size > 0 ? declared : used;
  return newer.find((dialect) => found.has(dialect)) ?? "draft-07";
}

/** The newest first. */
const newer = ["2020-12", "2019-09"] as const;

/** Whether a keyword is from a later draft than this one. Tuples of all drafts are supported. */
export function isLater(keyword: string, dialect: Dialect): boolean {
  if (dialect !== "draft-07" || keyword === "prefixItems") return false;
  return newer.some((later) => keywordsOf[later].has(keyword));
}
