import fc from "fast-check";
import { afterEach, beforeEach, vi } from "vitest";
import { seed } from "./random.js";
import "./waiting.js";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => console.error(`${task.name}: repeat its random values with SEED=${seed}`));
});

/** The next file has the same process. */
afterEach(() => {
  vi.useRealTimers();
});
