import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { testFiles } from "./test/projects.js";

const { unit, processes, litecoind } = testFiles(fileURLToPath(new URL("test", import.meta.url)));

/** For tests that wait for other processes. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Files of a project share a worker and its modules. A test that changes its process changes it back.
    isolate: false,
    unstubEnvs: true,
    pool: "forks",
    maxWorkers: availableParallelism() + 1,
    // Conditions have time to come true: no outcome depends on how busy the machine is.
    expect: { poll: { timeout: 15_000 } },
    setupFiles: ["test/setup.ts"],
    env: { SEED: process.env.SEED || String(Date.now() % 2 ** 31) },
    projects: [
      { extends: true, test: { name: "unit", include: unit, testTimeout: 20_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: "processes", include: processes, ...patient } },
      { extends: true, test: { name: "litecoind", include: litecoind, ...patient } },
    ],
  },
});
