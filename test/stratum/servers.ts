import { onTestFinished } from "vitest";
import type { AnyProtocol } from "../../src/rpc/index.js";
import { StratumServer, type StratumServerOptions } from "../../src/stratum/index.js";
import { RawPeer } from "./raw-peer.js";

/** Limits of a server that lets miners in however late the event loop is, as it is on a busy machine. */
export const patient = { lag: Number.POSITIVE_INFINITY };

type Options = Omit<
  StratumServerOptions<AnyProtocol, undefined>,
  "handlers" | "protocol" | "interceptors"
> & {
  /** Default: any free one. */
  readonly port?: number;
  readonly interceptors?: ConstructorParameters<typeof StratumServer>[0]["interceptors"];
  readonly handlers?: Partial<ConstructorParameters<typeof StratumServer>[0]["handlers"]>;
};

/** A server on a free port that takes everybody and every share, and is closed with the test. */
export async function startServer({
  port: wished = 0,
  interceptors = [],
  handlers,
  limits,
  ...options
}: Options = {}): Promise<{ server: StratumServer; port: number }> {
  const server = new StratumServer({
    ...options,
    interceptors,
    limits: { ...patient, ...limits },
    handlers: { "mining.authorize": () => true, "mining.submit": () => true, ...handlers },
  });
  const { port } = await server.listen({ port: wished });
  onTestFinished(() => server.close());
  return { server, port };
}

/** A raw connection to a port, which ends with the test. */
export async function connectRaw(port: number): Promise<RawPeer> {
  const peer = await RawPeer.connect(port);
  onTestFinished(() => peer.end());
  return peer;
}

export const job = {
  jobId: "1f",
  prevhash: "4d16b6f85af6e2198f44ae2a6de67f78487ae5611b77c6c0440b921e00000000",
  coinb1: "01000000010000",
  coinb2: "072f736c757368",
  merkleBranch: [],
  version: "20000000",
  nbits: "1c2ac4af",
  ntime: "504e86b9",
  cleanJobs: true,
};
