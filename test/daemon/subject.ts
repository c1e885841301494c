import { DaemonClient } from "../../src/daemon/client.js";
import type { MinedCoin } from "../../src/daemon/presets/preset.js";
import { presets } from "../../src/daemon/presets/presets.js";
import { DevDaemon } from "../../src/dev-chain/daemon.js";
import { startLitecoinPair } from "./litecoind.js";

/** A daemon that the suite is run over: a chain with one block, no wallet, an empty mempool. */
export interface Subject {
  readonly coin: MinedCoin;
  /** Holds all answers to the schemas. */
  readonly client: DaemonClient;
  /** A client of one wallet. */
  wallet(name: string): DaemonClient;
  /** A client with a wrong password. */
  stranger(): DaemonClient;
  /** Error codes that newer daemons changed. */
  readonly codes: { readonly alreadyLoaded: number; readonly wrongType: number };
  /** An address of nobody's. */
  readonly elsewhere: string;
  /** Closes all clients and ends the daemon. */
  stop(): Promise<void>;
}

/** The development daemon. It goes with newer daemons where these differ from 0.21. */
export async function startEmbedded(): Promise<Subject> {
  const daemon = new DevDaemon({ user: "pool", password: "secret", interval: 0, wallets: [] });
  const { port } = await daemon.listen({ port: 0 });
  const elsewhere = "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202";
  const subject = subjectOf(
    { url: `http://pool:secret@127.0.0.1:${port}` },
    {
      coin: presets.bitcoin,
      codes: { alreadyLoaded: -35, wrongType: -3 },
      elsewhere,
      stop: () => daemon.close(),
    },
  );
  await subject.client.rpc.generatetoaddress({ nblocks: 1, address: elsewhere });
  return subject;
}

/** A real daemon, which has a peer: alone it gives no templates. */
export async function startLitecoin(): Promise<Subject> {
  const credentials = { user: "pool", password: "secret" };
  const node = await startLitecoinPair({ credentials, flags: ["-keypool=10"] });
  return subjectOf(node, {
    coin: presets.litecoin,
    codes: { alreadyLoaded: -4, wrongType: -1 },
    elsewhere: "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5",
    stop: () => node.stop(),
  });
}

/** Whether a call is answered by the time that many later ones are. */
export async function isAnswered(call: Promise<unknown>, { client }: Subject): Promise<boolean> {
  let answered = false;
  const done = () => {
    answered = true;
  };
  call.then(done, done);
  for (let asked = 0; asked < 50; asked++) await client.rpc.getblockcount();
  return answered;
}

/** A wallet with blocks' rewards, of which the oldest one can be spent. */
export async function fundedWallet(subject: Subject, name: string): Promise<DaemonClient> {
  await subject.client.rpc.createwallet({ walletName: name });
  const wallet = subject.wallet(name);
  await wallet.rpc.generatetoaddress({ nblocks: 101, address: await wallet.rpc.getnewaddress() });
  return wallet;
}

/** Mines a block that pays nobody. */
export async function mineElsewhere({ client, elsewhere }: Subject, nblocks = 1): Promise<string[]> {
  return client.rpc.generatetoaddress({ nblocks, address: elsewhere });
}

function subjectOf(
  { url }: { readonly url: string },
  { stop, ...facts }: Pick<Subject, "coin" | "codes" | "elsewhere" | "stop">,
): Subject {
  const clients: DaemonClient[] = [];
  const open = (client: DaemonClient) => {
    clients.push(client);
    return client;
  };
  const client = open(new DaemonClient({ url, results: "strict" }));
  return {
    ...facts,
    client,
    wallet: (name) => open(client.wallet(name)),
    stranger: () => open(new DaemonClient({ url: url.replace("secret", "guess") })),
    stop: async () => {
      await Promise.all(clients.map((one) => one.close()));
      await stop();
    },
  };
}
