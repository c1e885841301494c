import { withFolder, write } from "./folder.js";
import { documentOf, param, request } from "./inline.js";

/** A document of two methods, as a text. */
export const document = JSON.stringify(
  documentOf({ methods: [request("get", [param("id")]), request("put")] }),
  null,
  2,
);
/** What is generated from it. */
export const generatedFiles = [
  "client.ts",
  "handlers.ts",
  "index.ts",
  "methods.ts",
  "openrpc.json",
  "types.ts",
  "validators.ts",
];

/** Generates from it. */
export const generate = ["generate", "api.json", "--out", "src/generated"];

/** Runs something in a folder with the document. */
export function inProject(run: (folder: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    await write(folder, { "api.json": document });
    await run(folder);
  });
}
