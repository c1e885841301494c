import { setTimeout as sleep } from "node:timers/promises";
import type { Algorithm } from "../../src/work/index.js";
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
  /** Milliseconds for which they mine. */
  readonly duration: number;
  /** Milliseconds between two shares of a miner. */
  readonly pace: number;
  /** Of so many right shares, one is a block. */
  readonly sharesPerBlock: number;
}

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
    return { kind, miner: new CrowdMiner(`miner.${index}`, habits, algorithm), index };
  });
  const ledger = new Ledger();
  await Promise.all(
    crowd.map(async ({ miner, index }) => {
      await sleep(index * arrival);
      await miner.join(port, difficulty);
    }),
  );
  const end = Date.now() + options.duration;
  await Promise.all(crowd.map((member) => work(member, end, options, ledger)));
  for (const { kind, miner } of crowd) {
    miner.leave();
    ledger.complaints.push(...miner.complaints.map((complaint) => `${kind} (${miner.name}): ${complaint}`));
  }
  return ledger;
}

async function work(
  { kind, miner, index }: { kind: string; miner: CrowdMiner; index: number },
  end: number,
  { pace, sharesPerBlock }: CrowdOptions,
  ledger: Ledger,
): Promise<void> {
  const faults = Object.entries(wrongShares);
  const mineRight = async () => {
    ledger.enterRight(kind, await miner.mine(Math.random() * sharesPerBlock < 1 ? "block" : "share"));
  };
  for (let turn = 0; ; turn++) {
    await sleep(pace * (0.5 + Math.random()));
    if (Date.now() > end) return;
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

  enterRight(kind: string, { code, tooLate, answer }: Verdict): void {
    if (code === undefined) count(this.accepted, kind);
    else if (code === 21 && tooLate) this.late++;
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
