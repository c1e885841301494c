import { readdirSync, readFileSync } from "node:fs";
import { transformSync } from "rolldown/utils";

const folder = new URL("../tasks/", import.meta.url);

/** The generated client of the tasks as a user would have it: JavaScript that imports the package. By path. */
export const tasksModules: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const text = readFileSync(new URL(name, folder), "utf8");
      const { code } = transformSync(
        name,
        text.replaceAll("../../../src/runtime/index.js", "stratum/runtime"),
      );
      return [`/tasks/${name.replace(/ts$/, "js")}`, code];
    }),
);
