import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Algorithm, type NotifyParams, readJob } from "../../src/work/index.js";
import { below, type Random } from "../random.js";
import { MinerConnection, type PoolMessage } from "./connection.js";
import type { Line, MinerKind } from "./miners.js";
import { type FoundShare, findShare, type Wanted, type Work } from "./shares.js";
import { fill } from "./template.js";
import type { WrongShare } from "./wrong-shares.js";

/** What pools let miners roll who do not ask. */
const generalPurposeBits = 0x1fffe000;

/** Milliseconds before a miner that was turned away comes again. */
const pause = 200;

/** How the pool answered a share. */
export interface Verdict {
  /** Undefined where it counts. */
  readonly code: number | undefined;
  /** Whether the pool had voided the share's job by then. */
  readonly tooLate: boolean;
  readonly answer: string;
}

/** A miner of one kind: it shakes hands, follows the pool's jobs and submits what it is told to. */
export class CrowdMiner {
  readonly name: string;
  /** What went wrong, in words. */
  readonly complaints: string[] = [];
  readonly #kind: MinerKind;
  readonly #algorithm: Algorithm;
  readonly #random: Random;
  readonly #workers: string[] = [];
  readonly #jobs = new Map<string, Omit<Work, "extranonce1" | "extranonce2Size" | "versionMask">>();
  #taken: FoundShare[] = [];
  #voidJob: string | undefined;
  #connection: MinerConnection | undefined;
  #difficulty = 1;
  #extranonce1 = "";
  #extranonce2Size = 0;
  #versionMask = generalPurposeBits;
  #lastId = 0;
  #leaving = false;
  #hasJob = () => {};

  constructor(
    name: string,
    { kind, algorithm, random }: { kind: MinerKind; algorithm: Algorithm; random: Random },
  ) {
    this.name = name;
    this.#kind = kind;
    this.#algorithm = algorithm;
    this.#random = random;
  }

  /** Comes again until a pool that is busy lets it in. */
  async join(port: number, difficulty: number): Promise<void> {
    if (this.#kind.probe) await probe(port, this.#kind.probe);
    while (!(await this.#tryToJoin(port, difficulty))) await sleep(pause);
  }

  /** Shakes hands and waits for the first job. @returns Whether it was let in. */
  async #tryToJoin(port: number, difficulty: number): Promise<boolean> {
    let turnAway = () => {};
    const turnedAway = new Promise<false>((resolve) => {
      turnAway = () => resolve(false);
    });
    const firstJob = new Promise<void>((resolve) => {
      this.#hasJob = resolve;
    });
    const connection = await MinerConnection.open(port, {
      called: (message) => this.#called(message),
      surprised: (line) => this.complaints.push(`an answer to nothing: ${line}`),
      closed: () => {
        if (!connection.hasHeard) turnAway();
        else if (!this.#leaving) this.complaints.push("dropped");
      },
    });
    this.#connection = connection;
    return Promise.race([turnedAway, this.#shakeHands(difficulty).then(() => firstJob.then(() => true))]);
  }

  async #shakeHands(difficulty: number): Promise<void> {
    for (const lines of this.#kind.handshake) await this.#exchange(lines, { difficulty: String(difficulty) });
  }

  leave(): void {
    this.#leaving = true;
    if (this.#connection && this.#connection.unanswered > 0)
      this.complaints.push("something was never answered");
    this.#connection?.close();
  }

  /** Submits a share that must be taken. */
  async mine(wanted: "share" | "block"): Promise<Verdict> {
    const share = this.#find(wanted);
    const verdict = await this.#submit(share);
    if (verdict.code === undefined && this.#jobs.has(share.job)) this.#taken.push(share);
    return verdict;
  }

  /** Submits a share that must be refused; undefined where there is no occasion for it. */
  async err({ make }: WrongShare): Promise<Verdict | undefined> {
    const share = make({
      find: (wanted, time) => this.#find(wanted, time),
      taken: this.#taken,
      voidJob: this.#voidJob,
      rolls: this.#rolls,
    });
    return share && this.#submit(share);
  }

  /** Writes what it writes between shares. */
  async keepAlive(): Promise<void> {
    if (this.#kind.between) await this.#exchange([this.#kind.between]);
  }

  get #rolls(): boolean {
    return this.#kind.submit.includes("<bits>");
  }

  /** On any of the jobs that are valid: those before the last one still are, until the pool voids them. */
  #find(wanted: Wanted, time?: number): FoundShare {
    const work = any([...this.#jobs.values()], this.#random);
    return findShare(
      {
        ...work,
        extranonce1: this.#extranonce1,
        extranonce2Size: this.#extranonce2Size,
        versionMask: this.#rolls ? this.#versionMask : undefined,
      },
      wanted,
      { algorithm: this.#algorithm, random: this.#random, time },
    );
  }

  async #submit({
    worker = any(this.#workers, this.#random),
    ...share
  }: FoundShare & { worker?: string }): Promise<Verdict> {
    const isKnown = this.#jobs.has(share.job);
    const answer = await this.#ask(this.#kind.submit, { ...share, worker });
    const [code] = answer?.error ?? [];
    return {
      code: typeof code === "number" ? code : undefined,
      tooLate: isKnown && !this.#jobs.has(share.job),
      answer: JSON.stringify(answer),
    };
  }

  /** Writes lines at once and waits for what comes back. */
  async #exchange(lines: readonly Line[], values: Record<string, string> = {}): Promise<void> {
    const { lineEnd = "\n", separator = lineEnd, segment } = this.#kind;
    const filled = lines.map((line) => {
      const { line: template, comes } = typeof line === "string" ? { line, comes: undefined } : line;
      return { comes, text: fill(template, { worker: this.name, id: String(++this.#lastId), ...values }) };
    });
    const answers = filled.map(async ({ comes, text }) => {
      if (comes === "nothing") return;
      const answer = await this.#connection?.answerTo(text);
      if (answer?.error?.[0] !== comes)
        this.complaints.push(`${text} was answered ${JSON.stringify(answer)}`);
      this.#learn(text, answer?.result);
    });
    const text = filled.map(({ text }) => text).join(separator) + lineEnd;
    await this.#connection?.write(text, segment);
    await Promise.all(answers);
  }

  async #ask(template: string, values: Record<string, string>): Promise<PoolMessage | undefined> {
    const { lineEnd = "\n", segment } = this.#kind;
    const text = fill(template, { id: String(++this.#lastId), ...values });
    const answer = this.#connection?.answerTo(text);
    await this.#connection?.write(text + lineEnd, segment);
    return answer;
  }

  /** What a miner needs of the answers in its handshake. */
  #learn(text: string, result: unknown): void {
    const { method, params } = JSON.parse(text);
    if (method === "mining.authorize" && result === true) this.#workers.push(params.username ?? params[0]);
    const mask: unknown = Reflect.get(Object(result), "version-rolling.mask");
    if (typeof mask === "string") this.#versionMask = Number.parseInt(mask, 16);
    if (!Array.isArray(result) || typeof result[1] !== "string") return;
    this.#extranonce1 = result[1];
    this.#extranonce2Size = Number(result[2]);
  }

  #called({ method, params = [] }: PoolMessage): void {
    if (method === "mining.set_difficulty") this.#difficulty = Number(params[0]);
    else if (method === "mining.notify") this.#takeJob(params);
    else this.complaints.push(`called: ${method}`);
  }

  #takeJob([
    jobId,
    prevhash,
    coinb1,
    coinb2,
    merkleBranch,
    version,
    nbits,
    ntime,
    cleanJobs,
  ]: readonly unknown[]) {
    const params = { jobId, prevhash, coinb1, coinb2, merkleBranch, version, nbits, ntime, cleanJobs };
    const job = readJob(params as NotifyParams);
    if (cleanJobs === true) {
      this.#voidJob = [...this.#jobs.keys()].find((id) => id !== jobId) ?? this.#voidJob;
      this.#jobs.clear();
      this.#taken = [];
    }
    this.#jobs.set(job.id, { job, difficulty: this.#difficulty });
    this.#hasJob();
  }
}

/** BFGMiner tries TLS first; what becomes of that connection is the same to it. */
async function probe(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(bytes);
  await once(socket, "close");
}

function any<T>(items: readonly T[], random: Random): T {
  const item = items[below(items.length, random)];
  if (item === undefined) throw new Error("there is nothing to choose from");
  return item;
}
