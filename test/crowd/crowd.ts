import { setTimeout as sleep } from "node:timers/promises";
import type { Algorithm } from "../../src/work/index.js";
import { type Random, randomOf } from "../random.js";
import { CrowdMiner, type Verdict } from "./miner.js";
import { minerKinds } from "./miners.js";
import { wrongShares } from "./wrong-shares.js";

/** A crowd of miners at a pool. */
export interface CrowdOptions {
  readonly port: number;
  readonly algorithm: Algorithm;
  /** The pool's. */
  readonly difficulty: number;
  readonly miners: number;
  /** Milliseconds between two shares of a miner. */
  readonly pace: number;
  /** Of so many right shares, one is a block. */
  readonly sharesPerBlock: number;
  /** A chain that keeps a pace makes each block harder than the last one. Default: no limit. */
  readonly mostBlocks?: number;
}

/** `CROWD_MINUTES=1` has crowds mine for a minute. By default they stop once they have tried everything. */
export const duration = 60_000 * Number(process.env.CROWD_MINUTES ?? 0);

/** Milliseconds after which a crowd stops with what it has tried. */
const deadline = duration + 45_000;

/** For the whole test of a crowd. */
export const crowdTimeout = deadline + 60_000;

/** Shares of each miner at least, right and wrong. */
const fewestTurns = 4;

/** What a crowd saw. */
export interface CrowdReport {
  /** What must not be: miners that were dropped, right shares that were refused, wrong ones that were not. */
  readonly complaints: string[];
  /** Right shares that counted, by kind of miner. */
  readonly accepted: Map<string, number>;
  /** Right shares that came after their job was void. */
  readonly late: number;
  /** Wrong shares that were refused for the right reason, by what was wrong. */
  readonly refused: Map<string, number>;
  /** Right shares that made a block. */
  readonly blocks: number;
}

/** Milliseconds between two miners that join. */
const arrival = 10;

/** Of so many submissions of a miner, one is wrong on purpose. */
const wrongOneIn = 3;

/** Has a crowd mine for a while. Its kinds are equally many. */
export async function runCrowd(options: CrowdOptions): Promise<CrowdReport> {
  const { port, algorithm, difficulty, miners: count } = options;
  const kinds = Object.entries(minerKinds);
  const crowd = Array.from({ length: count }, (_, index) => {
    const [kind, habits] = kinds[index % kinds.length] ?? fail();
    const name = `miner.${index}`;
    const random = randomOf(name);
    return { kind, miner: new CrowdMiner(name, { kind: habits, algorithm, random }), index, random };
  });
  const ledger = new Ledger();
  await Promise.all(
    crowd.map(async ({ miner, index }) => {
      await sleep(index * arrival);
      await miner.join(port, difficulty);
    }),
  );
  const start = Date.now();
  await Promise.all(crowd.map((member) => work(member, start, options, ledger)));
  for (const { kind, miner } of crowd) {
    miner.leave();
    ledger.complaints.push(...miner.complaints.map((complaint) => `${kind} (${miner.name}): ${complaint}`));
  }
  return ledger;
}

async function work(
  { kind, miner, index, random }: { kind: string; miner: CrowdMiner; index: number; random: Random },
  start: number,
  { pace, sharesPerBlock, mostBlocks = Number.POSITIVE_INFINITY }: CrowdOptions,
  ledger: Ledger,
): Promise<void> {
  const faults = Object.entries(wrongShares);
  const mineRight = async () => {
    const number = ledger.nextRight();
    const isBlock = number % sharesPerBlock === 0 && number <= mostBlocks * sharesPerBlock;
    const wanted = isBlock ? "block" : "share";
    ledger.enterRight(kind, wanted, await miner.mine(wanted));
  };
  const isDone = (turn: number) => {
    const passed = Date.now() - start;
    return passed > deadline || (passed >= duration && turn >= fewestTurns && ledger.isComplete);
  };
  for (let turn = 0; !isDone(turn); turn++) {
    await sleep(pace * (0.5 + random()));
    await miner.keepAlive();
    const [fault, wrongShare] = faults[(index + turn) % faults.length] ?? fail();
    const errs = turn % wrongOneIn === wrongOneIn - 1;
    if (!errs || wrongShare.afterRight) await mineRight();
    if (!errs) continue;
    const verdict = await miner.err(wrongShare);
    if (verdict) ledger.enterWrong(`${kind} (${miner.name})`, fault, wrongShare.code, verdict);
  }
}

/** What came of each share. A job that was voided on the way is the one reason against a right share. */
class Ledger implements CrowdReport {
  readonly complaints: string[] = [];
  readonly accepted = new Map<string, number>();
  readonly refused = new Map<string, number>();
  late = 0;
  blocks = 0;
  #right = 0;

  /** Whether each kind of miner had a share accepted, each fault was refused, and a block was found. */
  get isComplete(): boolean {
    return (
      this.accepted.size === Object.keys(minerKinds).length &&
      this.refused.size === Object.keys(wrongShares).length &&
      this.blocks > 0
    );
  }

  /** Counts the right shares, from 1 on. */
  nextRight(): number {
    return ++this.#right;
  }

  enterRight(kind: string, wanted: "share" | "block", { code, tooLate, answer }: Verdict): void {
    if (code === undefined) {
      count(this.accepted, kind);
      if (wanted === "block") this.blocks++;
    } else if (code === 21 && tooLate) this.late++;
    else this.complaints.push(`${kind}: a right share was answered ${answer}`);
  }

  enterWrong(miner: string, fault: string, wanted: number, { code, tooLate, answer }: Verdict): void {
    if (code === wanted) count(this.refused, fault);
    else if (code === 21 && tooLate) this.late++;
    else this.complaints.push(`${miner}: ${fault}, answered ${answer}`);
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function fail(): never {
  throw new Error("the tables are empty");
}
