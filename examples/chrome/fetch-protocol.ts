/**
 * Saves a Chromium's description of its DevTools protocol in `protocol.json`. Starts a Chromium, or uses one that is
 * already running.
 *
 *     npx jiti fetch-protocol.ts
 *     npx jiti fetch-protocol.ts http://127.0.0.1:9222
 */
import { writeFile } from "node:fs/promises";
import { startChromium } from "./chromium.js";

const [running] = process.argv.slice(2);
const chromium = running === undefined ? await startChromium() : undefined;
try {
  const url = new URL("/json/protocol", running ?? chromium?.target.replace("ws:", "http:"));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} returned HTTP ${response.status}, expected 200`);
  await writeFile("protocol.json", await response.text());
} finally {
  await chromium?.close();
}
