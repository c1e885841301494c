/** Serves the web page: the files of `page`, the generated client, and the packages' modules for browsers. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("..", import.meta.url));
const stratum = fileURLToPath(new URL(".", import.meta.resolve("stratum/package.json")));

/** Folders by the first part of a path. Nothing else is served. */
const folders = new Map([
  ["page", join(project, "page")],
  ["generated", join(project, "dist/generated")],
  ["stratum", stratum],
]);

const types = new Map([
  ["js", "text/javascript"],
  ["css", "text/css"],
  ["svg", "image/svg+xml"],
]);

/**
 * Starts to serve the page.
 *
 * @param service Where the page connects to: `ws://127.0.0.1:4001/rpc`.
 */
export async function servePage(port: number, service: string): Promise<Server> {
  const importMap = JSON.stringify({ imports: await browserModules() });
  const template = await readFile(join(project, "page/index.html"), "utf8");
  const html = template
    .replace('{ "imports": {} }', importMap)
    .replace('data-service=""', `data-service="${service}"`);
  const headers = {
    "content-security-policy": policy(importMap, new URL(service).origin),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
  };

  const server = createServer(async ({ url = "/" }, response) => {
    const found = url === "/" ? { type: "text/html", body: html } : await file(url);
    if (found)
      response.writeHead(200, { ...headers, "content-type": `${found.type}; charset=utf-8` }).end(found.body);
    else response.writeHead(404, { ...headers, "content-type": "text/plain" }).end("not found\n");
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** The modules that the generated client and the page import by name, as the package exports them to browsers. */
async function browserModules(): Promise<Record<string, string>> {
  const { exports } = JSON.parse(await readFile(join(stratum, "package.json"), "utf8"));
  return Object.fromEntries(
    ["rpc", "runtime"].map((name) => {
      const target = exports[`./${name}`];
      return [`stratum/${name}`, (target.browser ?? target).replace(/^\./, "/stratum")];
    }),
  );
}

/** Nothing runs on the page but its own modules, and it talks to its own service only. */
function policy(importMap: string, service: string): string {
  const hash = createHash("sha256").update(importMap).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${service}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

async function file(url: string): Promise<{ type: string; body: Buffer } | undefined> {
  const [, first = "", rest = "", ending = ""] = /^\/(\w+)((?:\/[\w-]+)+\.(\w+))$/.exec(url) ?? [];
  const folder = folders.get(first);
  const type = types.get(ending);
  if (folder === undefined || type === undefined) return undefined;
  try {
    return { type, body: await readFile(join(folder, rest)) };
  } catch {
    return undefined;
  }
}
