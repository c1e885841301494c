/**
 * Opens a page, fills in its form, and saves a screenshot: over WebSocket, or over Chromium's pipe.
 *
 *     node dist/main.js
 *     node dist/main.js --pipe
 */
import { writeFile } from "node:fs/promises";
import { pipedChromium, startChromium } from "./chromium.js";
import { openPage } from "./page.js";

const html = `
  <form onsubmit="output.value = 'Hello, ' + person.value; return false">
    <input name="person"> <button>Greet</button> <output name="output"></output>
  </form>`;

const chromium = process.argv.includes("--pipe") ? await pipedChromium() : await startChromium();
try {
  const page = await openPage(chromium.target);

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
  await page.close();
} finally {
  await chromium.close();
}
