import type { ConnectedClient } from "../client.js";

const defaultSilence = 60_000;

/**
 * Asks a pool that has gone silent whether it is there, and leaves one that does not answer. A pool that is
 * there answers something, even that it does not know the method.
 */
export function watchSilence(client: ConnectedClient, silence = defaultSilence): void {
  const timer = setInterval(() => {
    const silent = Date.now() - client.lastActivity;
    if (silent > 2 * silence) client.close();
    else if (silent > silence) client.mining.ping().catch(() => {});
  }, silence / 4);
  client.once("close", () => clearInterval(timer));
}
