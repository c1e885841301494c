import { upTo } from "../values/lazily.js";
import { type Gap, mostLifts } from "./gap.js";

/** How many values of a place are tried, and how many whole values are made of each. */
const mostValues = 200;
const mostWholes = 8;

/** Whether the documents take a whole value; undefined where that can't be found out. */
export interface Takes {
  readonly old: (value: unknown) => boolean | undefined;
  readonly new: (value: unknown) => boolean | undefined;
}

/**
 * A value that the sender's document accepts and the other one rejects, according to their validators;
 * undefined when none was found.
 */
export function findWitness({ way, proof, lifts }: Gap, takes: Takes): { value: unknown } | undefined {
  if (!proof || lifts.length > mostLifts) return undefined;
  const [sender, receiver] = way === "narrowed" ? [takes.old, takes.new] : [takes.new, takes.old];
  for (const value of upTo(mostValues, proof.values())) {
    if (!proof.refuses(value)) continue;
    const wholes = lifts.reduce<readonly unknown[]>(
      (values, lift) => values.flatMap((below) => lift(below)).slice(0, mostWholes),
      [value],
    );
    for (const whole of wholes)
      if (sender(whole) === true && receiver(whole) === false) return { value: whole };
  }
  return undefined;
}
