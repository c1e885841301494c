import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { connect, defineProtocol, request } from "../../../src/endpoint/index.js";
import { type Dialect, json, jsonrpc2, nul } from "../../../src/wire/index.js";
import { installed, isSkippedWithout } from "../../installed.js";

const chromiumProgram = installed("chromium");

/** Whether tests of pages are skipped. */
export const isWithoutChromium = isSkippedWithout(chromiumProgram);

const devtools = defineProtocol({
  server: {
    "Target.createTarget": request<{ url: string }, { targetId: string }>(),
    "Target.attachToTarget": request<{ targetId: string; flatten: true }, { sessionId: string }>(),
    "Runtime.evaluate": request<
      { expression: string; awaitPromise: true; returnByValue: true },
      { result: { value?: unknown; description?: string }; exceptionDetails?: { text: string } }
    >(),
    "Browser.close": request(),
  },
});

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--log-level=3",
  "--remote-debugging-pipe",
];

/** A page that is open in a browser. */
export interface Page {
  /** The value of an expression, once it is settled. */
  evaluate(expression: string): Promise<unknown>;
}

/** Opens a page in a new browser, which is driven over its pipe and closed with the test. */
export async function openPage(url: string): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), "stratum-chromium-"));
  const remove = () => rmSync(profile, { recursive: true, force: true });
  onTestFinished(() => vi.waitFor(remove, { timeout: 10_000, interval: 100 }));
  let sessionId: string | undefined;
  const dialect: Dialect = {
    ...jsonrpc2,
    request: (id, method, params) => json({ id, method, params, sessionId }),
  };
  const browser = await connect(
    {
      command: chromiumProgram ?? "chromium",
      args: [...flags, `--user-data-dir=${profile}`],
      descriptors: { reads: 3, writes: 4 },
    },
    devtools,
    { framing: nul, dialect },
  );
  onTestFinished(async () => {
    sessionId = undefined;
    await browser["Browser.close"]().catch(() => {});
    await browser.close();
  });
  const { targetId } = await browser["Target.createTarget"]({ url });
  const attached = await browser["Target.attachToTarget"]({ targetId, flatten: true });
  sessionId = attached.sessionId;
  return {
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await browser["Runtime.evaluate"]({
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(`${exceptionDetails.text} ${result.description}`);
      return result.value;
    },
  };
}
