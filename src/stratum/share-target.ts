import { type Algorithm, type Share, targetOfDifficulty } from "../work/index.js";

/** Targets of the difficulties in use: there are few, and each share needs one. */
const targets = new Map<string, bigint>();
const maxTargets = 4_096;

/** Whether a share meets a difficulty. */
export function meets(share: Pick<Share, "work">, difficulty: number, algorithm: Algorithm): boolean {
  const key = `${algorithm.name} ${difficulty}`;
  let target = targets.get(key);
  if (target === undefined) {
    if (targets.size >= maxTargets) targets.clear();
    target = targetOfDifficulty(difficulty, algorithm);
    targets.set(key, target);
  }
  return share.work <= target;
}
