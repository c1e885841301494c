import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { listening } from "../../transport/loopback.js";

const types: Record<string, string> = { ".js": "text/javascript", ".html": "text/html" };

/** Where the page's modules are: `stratum` as it is built, the generated client, and the page itself. */
const folders: Record<string, string> = {
  dist: fileURLToPath(new URL("../../../dist", import.meta.url)),
  page: fileURLToPath(new URL(".", import.meta.url)),
};

const html = `<!doctype html>
<meta charset="utf-8">
<title>loading</title>
<script type="importmap">
{ "imports": { "stratum/rpc": "/dist/src/endpoint/browser.js", "stratum/runtime": "/dist/src/runtime/index.js" } }
</script>
<script type="module" src="/page/page.js"></script>
`;

/**
 * Serves the page and its modules, none of them bundled, until the test is over; gives the port.
 *
 * @param modules Texts of modules that are in no folder, by path.
 */
export function startStaticServer(modules: Readonly<Record<string, string>>): Promise<number> {
  const server = createServer(async (request, response) => {
    const [, folder = "", ...rest] = normalize(request.url ?? "/").split("/");
    const found = folders[folder];
    const text =
      request.url === "/"
        ? html
        : (modules[request.url ?? ""] ??
          (found && (await readFile(join(found, ...rest), "utf8").catch(() => undefined))));
    const type = request.url === "/" ? "text/html" : types[extname(request.url ?? "")];
    response.writeHead(text === undefined ? 404 : 200, { "content-type": type ?? "text/plain" }).end(text);
  });
  return listening(server);
}
