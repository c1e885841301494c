import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { testFiles } from "./test/projects.js";

const { unit, processes, litecoind } = testFiles(fileURLToPath(new URL("test", import.meta.url)));

/** Tests of programs wait for other processes, which take their time on a busy machine. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    isolate: false,
    pool: "forks",
    maxWorkers: availableParallelism() + 1,
    projects: [
      { extends: true, test: { name: "unit", include: unit, testTimeout: 20_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: "processes", include: processes, ...patient } },
      { extends: true, test: { name: "litecoind", include: litecoind, ...patient } },
    ],
  },
});
