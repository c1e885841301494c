import { vi } from "vitest";

/** Milliseconds that a condition may take to come true. By default it is one second, too short for a busy machine. */
const patience = 15_000;

const { waitFor } = vi;
vi.waitFor = (callback, options = {}) =>
  waitFor(callback, typeof options === "number" ? options : { timeout: patience, ...options });
