import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Client, connect, type Method, type Protocol } from "../src/endpoint/index.js";
import { unchecked } from "../src/runtime/index.js";
import { type Dialect, jsonrpc2 } from "../src/wire/index.js";
import { installed, isSkippedWithout } from "./installed.js";

/** The installed Chromium. */
const chromiumProgram = installed("chromium");

/** Whether tests of pages are skipped. */
export const isWithoutChromium = isSkippedWithout(chromiumProgram);

/** A page of a Chromium. */
export interface Page {
  /** Opens a URL, and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression, or of its promise. @throws Error with what it threw. */
  evaluate(expression: string): Promise<unknown>;
  /** Clicks in the middle of an element, as a mouse does. @throws Error where it is not shown. */
  click(selector: string): Promise<void>;
  /** Types a text where the focus is. */
  type(text: string): Promise<void>;
  /** Presses a key where the focus is. */
  press(key: "Enter" | "Tab" | "Escape" | " "): Promise<void>;
  /** What assistive technology gets to know, as `role "name"`, but for texts. */
  accessible(): Promise<string[]>;
  /** Shows the page as a screen of this size, in light or dark colors. */
  show(screen: { readonly width: number; readonly height: number; readonly colors: string }): Promise<void>;
  /** A PNG of what is shown, in base64. */
  screenshot(): Promise<string>;
  /** What was reported so far: warnings and errors of the console, of the network and of policies. */
  readonly reports: readonly string[];
}

/** A Chromium with an empty profile. */
export interface Chromium {
  /** Opens a blank page. */
  newPage(): Promise<Page>;
  /** Ends the process, and removes its profile. */
  close(): Promise<void>;
}

/** The events of the DevTools protocol that are listened to. */
interface DevToolsEvents {
  "Page.loadEventFired": { params: { timestamp: number }; result: undefined };
  "Runtime.consoleAPICalled": {
    params: { type: string; args: { value?: unknown; description?: string }[] };
    result: undefined;
  };
  "Runtime.exceptionThrown": {
    params: { exceptionDetails: { text: string; exception?: { description?: string } } };
    result: undefined;
  };
  "Log.entryAdded": { params: { entry: { level: string; text: string; url?: string } }; result: undefined };
}

const event = (name: keyof DevToolsEvents, ...params: string[]): Method<never, undefined> => ({
  name,
  direction: "serverToClient",
  kind: "notification",
  params,
  structure: "name",
  validators: unchecked,
});

const devtools: Protocol<object, DevToolsEvents> = {
  title: "DevTools",
  version: "1.3",
  server: {},
  client: {
    "Page.loadEventFired": event("Page.loadEventFired", "timestamp"),
    "Runtime.consoleAPICalled": event("Runtime.consoleAPICalled", "type", "args"),
    "Runtime.exceptionThrown": event("Runtime.exceptionThrown", "exceptionDetails"),
    "Log.entryAdded": event("Log.entryAdded", "entry"),
  },
  toServer: () => ({}),
  toClient: () => ({}),
};

/** Chromium refuses a message that has a member `jsonrpc`. */
const dialect: Dialect = {
  ...jsonrpc2,
  name: "devtools",
  request: (id, method, params) => JSON.stringify({ id: Number(id), method, params }),
};

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
];

/** Starts the installed Chromium. @throws Error with what it printed where it ends at once. */
export async function startChromium(): Promise<Chromium> {
  if (chromiumProgram === undefined) throw new Error("Chromium is not installed: apt-get install chromium");
  const profile = await mkdtemp(join(tmpdir(), "stratum-chromium-"));
  const child = spawn(chromiumProgram, [...flags, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "close");
  const close = async () => {
    child.kill();
    await ended;
    // Processes of the browser may write for a moment after its end.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const printed: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    printed.push(line);
    const [, host] = line.match(/^DevTools listening on ws:\/\/([^/]+)/) ?? [];
    if (host === undefined) continue;
    child.stderr.resume();
    return { newPage: () => openPage(host), close };
  }
  await close();
  throw new Error(`Chromium ended: ${printed.join("\n")}`);
}

async function openPage(host: string): Promise<Page> {
  const response = await fetch(`http://${host}/json/new?about:blank`, { method: "PUT" });
  const { webSocketDebuggerUrl }: { webSocketDebuggerUrl: string } = Object(await response.json());
  const client = await connect(webSocketDebuggerUrl, devtools, { dialect });
  const reports = collectReports(client);
  for (const domain of ["Page", "Runtime", "Log", "DOM"]) await client.call(`${domain}.enable`, {});

  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = Object(
      await client.call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }),
    );
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  return {
    evaluate,
    reports,
    open: async (url) => {
      const loaded = new Promise<void>((resolve) => client.once("Page.loadEventFired", () => resolve()));
      await client.call("Page.navigate", { url });
      await loaded;
    },
    click: async (selector) => {
      const { x, y } = Object(await evaluate(middleOf(selector)));
      for (const type of ["mousePressed", "mouseReleased"])
        await client.call("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    },
    type: async (text) => {
      await client.call("Input.insertText", { text });
    },
    press: async (key) => {
      const text = key === "Enter" ? "\r" : key === " " ? " " : undefined;
      const code = key === " " ? "Space" : key;
      const windowsVirtualKeyCode = { Enter: 13, Tab: 9, Escape: 27, " ": 32 }[key];
      for (const type of ["keyDown", "keyUp"])
        await client.call("Input.dispatchKeyEvent", {
          type,
          key,
          code,
          windowsVirtualKeyCode,
          ...(type === "keyDown" && text !== undefined && { text }),
        });
    },
    accessible: async () => {
      const { nodes }: { nodes: AccessibleNode[] } = Object(
        await client.call("Accessibility.getFullAXTree", {}),
      );
      return nodes
        .filter(({ ignored, role }) => !ignored && !/^(none|generic|.*Text.*)$/.test(role?.value ?? "none"))
        .map(({ role, name }) => `${role?.value} ${JSON.stringify(name?.value ?? "")}`);
    },
    show: async ({ width, height, colors }) => {
      await client.call("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
      const features = [{ name: "prefers-color-scheme", value: colors }];
      await client.call("Emulation.setEmulatedMedia", { features });
    },
    screenshot: async () => Object(await client.call("Page.captureScreenshot", { format: "png" })).data,
  };
}

interface AccessibleNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

function collectReports(client: Client<typeof devtools>): string[] {
  const reports: string[] = [];
  client.on("Runtime.consoleAPICalled", ({ type, args }) => {
    if (/^(error|warning|assert)$/.test(type))
      reports.push(`${type}: ${args.map(({ value, description }) => value ?? description).join(" ")}`);
  });
  client.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => {
    reports.push(`exception: ${exception?.description ?? text}`);
  });
  client.on("Log.entryAdded", ({ entry: { level, text, url = "" } }) => {
    if (/^(error|warning)$/.test(level)) reports.push(`${level}: ${text} ${url}`);
  });
  return reports;
}

/** An expression that scrolls to an element and gives where its middle is. */
function middleOf(selector: string): string {
  return `(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    if (!element) throw new Error("the page has no " + ${JSON.stringify(selector)});
    element.scrollIntoView({ block: "center" });
    const { x, y, width, height } = element.getBoundingClientRect();
    if (width * height === 0) throw new Error("nothing is shown of " + ${JSON.stringify(selector)});
    return { x: x + width / 2, y: y + height / 2 };
  })()`;
}
