import { onTestFinished } from "vitest";
import { hashPassword, NotifyServer, type NotifyServerOptions } from "../../src/notify/index.js";
import { RawPeer } from "../stratum/raw-peer.js";

/** The password of servers here. */
export const password = "correct horse";

type Options = Omit<NotifyServerOptions<never>, "protocol" | "handlers">;

/** A notify server on a free port, which is closed with the test. */
export async function startNotifyServer(
  options: Options = {},
): Promise<{ server: NotifyServer; port: number }> {
  const server = new NotifyServer({ password: hashPassword(password), ...options });
  return { server, port: await listening(server) };
}

/** Lets a server listen on a free port until the end of the test. */
export async function listening(server: Pick<NotifyServer, "listen" | "close">): Promise<number> {
  const { port } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return port;
}

/** A raw connection, which ends with the test. */
export async function connectRaw(port: number): Promise<RawPeer> {
  const peer = await RawPeer.connect(port);
  onTestFinished(() => peer.end());
  return peer;
}

/** The `Authorization` header of a password. */
export function basic(secret: string, user = "anybody"): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`;
}

/** A password as the first parameter has it. */
export function base64(secret: string): string {
  return Buffer.from(secret).toString("base64");
}

/** Sends a text by HTTP. */
export async function post(
  port: number,
  body: string,
  authorization: string | undefined = basic(password),
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    body,
    headers: { ...(authorization && { authorization }) },
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** What a daemon would report. */
export const block = "a5040973b83bad0cf46d02a3e914a1e50432692d0380ff81788142106ced8cdf";
