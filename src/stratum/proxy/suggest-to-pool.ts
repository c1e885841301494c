import type { Algorithm } from "../../work/index.js";
import type { StratumSession } from "../session.js";
import { difficultyAt, suggestDifficulty } from "../suggestion.js";
import type { Upstream } from "../upstream/upstream.js";
import { DifficultyWish } from "./difficulty-wish.js";

/** The least hashes per share, so that a miner that starts after a long pause does not flood the pool. */
const fewestHashes = 10_000;

type Miner = Pick<StratumSession<unknown, unknown>, "suggestedDifficulty">;

/** The part of a proxy that its suggestions use. */
interface Sources {
  readonly upstream: Upstream;
  readonly server: {
    on(event: "ready" | "suggested" | "close", listener: (miner: Miner) => void): unknown;
  };
  readonly algorithm: Algorithm;
}

/**
 * Makes a proxy suggest a difficulty for its miners' hash rate to its pool: at each login, when miners suggest one,
 * when shares are found, and with each job, since missing shares are evidence, too.
 *
 * @returns A function to call for each share that the pool accepted.
 */
export function suggestToPool({ upstream, server, algorithm }: Sources): () => void {
  const wish = new DifficultyWish(difficultyAt(fewestHashes, 1, algorithm));
  const ready = new Set<Miner>();
  let lowestWish: number | undefined;
  const miners = () => ({ count: ready.size, lowestWish });
  const suggest = (difficulty: number | undefined) => {
    if (difficulty !== undefined && upstream.client) suggestDifficulty(upstream.client, difficulty);
  };
  const review = () => {
    if (upstream.client) suggest(wish.review(miners(), seconds()));
  };
  const heard = (miner: Miner) => {
    if (!ready.has(miner)) return;
    if (miner.suggestedDifficulty !== undefined)
      lowestWish = Math.min(lowestWish ?? Number.POSITIVE_INFINITY, miner.suggestedDifficulty);
    review();
  };
  server.on("ready", (miner) => {
    ready.add(miner);
    heard(miner);
  });
  server.on("suggested", heard);
  server.on("close", (miner) => {
    ready.delete(miner);
    if (ready.size === 0) lowestWish = undefined;
  });
  upstream.on("online", () => suggest(wish.loggedIn(miners(), seconds())));
  upstream.on("difficulty", (difficulty) => wish.changed(difficulty, seconds()));
  upstream.on("job", review);
  return () => {
    wish.found();
    review();
  };
}

function seconds(): number {
  return performance.now() / 1000;
}
