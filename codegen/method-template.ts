/** The file of a new schema. */
export interface Scaffold {
  /** Relative to the schemas folder: `mining/hashrate.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Valid method names on the wire. */
const namePattern = /^[A-Za-z_][\w-]*(\.[\w-]+)*$/;

/**
 * A first schema for a method, from which code can be generated.
 *
 * @throws RangeError for an invalid name.
 */
export function methodTemplate(name: string): Scaffold {
  if (!namePattern.test(name)) {
    throw new RangeError(
      `${JSON.stringify(name)} is not a valid method name: expected the name on the wire, such as mining.hashrate`,
    );
  }
  return { path: `${name.replaceAll(".", "/")}.ts`, text: template(name) };
}

function template(name: string): string {
  return `import { method, param, Type } from "stratum-codegen";
import { WorkerName } from "stratum-codegen/shapes";

export default method("${name}", {
  summary: "What it does, in one line.",
  params: {
    worker: param(WorkerName, "The worker that is asked about."),
  },
  result: Type.Number({ minimum: 0, description: "What it is, and its unit." }),
  examples: [{ params: { worker: "alice.rig1" }, result: 1 }],
});
`;
}
