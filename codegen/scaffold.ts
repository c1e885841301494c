/** A file that a scaffold suggests. */
export interface Scaffold {
  /** Below the schemas folder: `mining/hashrate.ts`. */
  readonly path: string;
  readonly text: string;
}

/** What a method's name on the wire may be. */
const namePattern = /^[A-Za-z_][\w-]*(\.[\w-]+)*$/;

/**
 * A first schema for a method, complete enough to generate from.
 *
 * @throws RangeError for a name that no file can have.
 */
export function methodTemplate(name: string): Scaffold {
  if (!namePattern.test(name)) {
    throw new RangeError(
      `${JSON.stringify(name)} is no method name: write it as on the wire, as in mining.hashrate`,
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
