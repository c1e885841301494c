import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startChromium } from "../test/chromium.js";
import { startService } from "../test/examples/service-process.js";
import { createTasksProject } from "../test/examples/tasks-project.js";
import { freePort } from "../test/free-port.js";

/** Writes the picture in the README of examples/tasks. It needs Chromium, and what `npm run build` builds. */
const picture = fileURLToPath(new URL("../examples/tasks/page.png", import.meta.url));
const shown = ["Describe the methods", "Generate the client", "Write the handlers", "Open the page"];

const project = await createTasksProject();
const [port, pagePort] = [await freePort(), await freePort()];
const server = startService(project.folder, ["dist/server.js", `ws://127.0.0.1:${port}/rpc`], {
  PAGE_PORT: `${pagePort}`,
});
await server.printed("page at");
const chromium = await startChromium();
try {
  const page = await chromium.newPage();
  const until = (condition: string) =>
    page.evaluate(`new Promise((resolve) => {
      const look = () => (${condition} ? resolve() : requestAnimationFrame(look));
      look();
    })`);
  await page.show({ width: 760, height: 600, colors: "light" });
  await page.open(`http://127.0.0.1:${pagePort}/`);
  await page.type("alice-token");
  await page.press("Enter");
  for (const [index, title] of shown.entries()) {
    await until(`list.children.length === ${index} && !add.hidden && add.ariaBusy !== "true"`);
    await page.type(title);
    await page.press("Enter");
  }
  await until(`list.children.length === ${shown.length}`);
  for (const item of [1, 2]) await page.click(`li:nth-child(${item}) input`);
  await until("document.querySelectorAll(':checked').length === 2");
  await page.evaluate("document.activeElement.blur()");
  await writeFile(picture, await page.screenshot(), "base64");
} finally {
  await chromium.close();
  await server.stop();
  await project.remove();
}
