import type { ConnectedClient } from "../client.js";

const defaultSilence = 60_000;

/**
 * Pings a silent pool and disconnects if it does not answer. Any answer counts, even an error for an unknown
 * method.
 */
export function watchSilence(client: ConnectedClient, silence = defaultSilence): void {
  const timer = setInterval(() => {
    const silent = Date.now() - client.lastActivity;
    if (silent > 2 * silence) client.close();
    else if (silent > silence) client.mining.ping().catch(() => {});
  }, silence / 4);
  client.once("close", () => clearInterval(timer));
}
