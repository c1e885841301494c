import { connect, defineProtocol, notification, request } from "stratum/rpc";
import { type Dialect, json, jsonrpc2, nul } from "stratum/wire";

const devtools = defineProtocol({
  server: {
    "Target.attachToTarget": request<{ targetId: string; flatten: true }, { sessionId: string }>(),
    "Page.enable": request(),
    "Page.navigate": request<{ url: string }, { frameId: string }>(),
  },
  client: { "Page.loadEventFired": notification<{ timestamp: number }>() },
});

/** Requests without `jsonrpc`, and with the session that they are for. */
let sessionId: string | undefined;
const dialect: Dialect = {
  ...jsonrpc2,
  request: (id, method, params) => json({ id, method, params, sessionId }),
};

const [command = "", ...args] = process.argv.slice(2);
const browser = await connect({ command, args, descriptors: { reads: 3, writes: 4 } }, devtools, {
  framing: nul,
  dialect,
});
const attached = await browser["Target.attachToTarget"]({ targetId: "page", flatten: true });
sessionId = attached.sessionId;
await browser["Page.enable"]();
const loaded = new Promise<{ timestamp: number }>((resolve) => browser.once("Page.loadEventFired", resolve));
console.log(await browser["Page.navigate"]({ url: "about:blank" }));
console.log(await loaded);
await browser["Page.navigate"]({ url: "nowhere" }).catch((error) =>
  console.log(error.wireCode, error.message),
);
await browser.close();
