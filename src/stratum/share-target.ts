import { type Algorithm, type Share, targetOfDifficulty } from "../work/index.js";

/** A cache of targets: few difficulties are in use, and each share needs a target. */
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
