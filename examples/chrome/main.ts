/**
 * Opens a page, fills in its form, and saves a screenshot.
 *
 *     node dist/main.js
 */
import { writeFile } from "node:fs/promises";
import { connect } from "stratum/rpc";
import { type Dialect, jsonrpc2 } from "stratum/wire";
import { startChromium } from "./chromium.js";
import { protocol } from "./generated/index.js";

/** Chromium refuses a message that has a member `jsonrpc`. */
const dialect: Dialect = {
  ...jsonrpc2,
  name: "devtools",
  request: (id, method, params) => JSON.stringify({ id, method, params }),
};

const html = `
  <form onsubmit="output.value = 'Hello, ' + person.value; return false">
    <input name="person"> <button>Greet</button> <output name="output"></output>
  </form>`;

const chromium = await startChromium();
try {
  // The browser has one URL, and each of its pages another.
  const browser = await connect(chromium.url, protocol, { dialect });
  const { targetId } = await browser.Target.createTarget({ url: "about:blank" });
  const page = await connect(new URL(`/devtools/page/${targetId}`, chromium.url).href, protocol, { dialect });

  // The blank page may finish loading late: only the load that follows the navigation counts.
  const loaded = new Promise<void>((resolve) => {
    page.on("Page.frameNavigated", ({ frame }) => {
      if (frame.url.startsWith("data:")) page.on("Page.loadEventFired", () => resolve());
    });
  });
  await page.Page.enable();
  await page.Page.navigate({ url: `data:text/html,${encodeURIComponent(html)}` });
  await loaded;

  const { root } = await page.DOM.getDocument();
  const { nodeId } = await page.DOM.querySelector({ nodeId: root.nodeId, selector: "input" });
  await page.DOM.focus({ nodeId });
  await page.Input.insertText({ text: "Ada" });
  await page.Input.dispatchKeyEvent({ type: "keyDown", key: "Enter", text: "\r" });

  const { result } = await page.Runtime.evaluate({ expression: "document.querySelector('output').value" });
  console.log(result.value); // → Hello, Ada

  const { data } = await page.Page.captureScreenshot({ format: "png" });
  await writeFile("screenshot.png", data, "base64");
  page.close();
  browser.close();
} finally {
  await chromium.close();
}
