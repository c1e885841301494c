import type { FoundShare, Wanted } from "./shares.js";

/** What a miner has at hand to do something wrong with. */
interface Occasion {
  /** A share for the present job. */
  readonly find: (wanted: Wanted, time?: number) => FoundShare;
  /** Shares that the pool took, and whose jobs it has not voided since. */
  readonly taken: readonly FoundShare[];
  /** A job that the pool has voided. */
  readonly voidJob: string | undefined;
  /** Whether the miner submits version bits. */
  readonly rolls: boolean;
}

/** A share that must be refused. */
export interface WrongShare {
  /** The only right code. */
  readonly code: number;
  /** Whether a right share goes before it. */
  readonly afterRight?: true;
  /** Undefined where there is no occasion for it. */
  readonly make: (occasion: Occasion) => (FoundShare & { readonly worker?: string }) | undefined;
}

function spoilt(change: (share: FoundShare) => Partial<FoundShare>): WrongShare["make"] {
  return ({ find }) => {
    const share = find("share");
    return { ...share, ...change(share) };
  };
}

/** What can be wrong with a share, with the code that says so. */
export const wrongShares: Readonly<Record<string, WrongShare>> = {
  "a job that was never given out": { code: 21, make: spoilt(() => ({ job: "ffffffff" })) },
  "a job that is void": {
    code: 21,
    make: ({ find, voidJob }) => (voidJob === undefined ? undefined : { ...find("share"), job: voidJob }),
  },
  "a share that was taken before": { code: 22, afterRight: true, make: ({ taken }) => taken.at(-1) },
  "a share that was taken before, in capital letters": {
    code: 22,
    afterRight: true,
    make: ({ taken }) => {
      const share = taken.at(-1);
      return (
        share && { ...share, extranonce2: share.extranonce2.toUpperCase(), nonce: share.nonce.toUpperCase() }
      );
    },
  },
  "a hash above the target": { code: 23, make: ({ find }) => find("low") },
  "a worker that was not authorized": {
    code: 24,
    make: ({ find }) => ({ ...find("share"), worker: "mallory" }),
  },
  "an extranonce2 that is too short": {
    code: 20,
    make: spoilt(({ extranonce2 }) => ({ extranonce2: extranonce2.slice(2) })),
  },
  "an extranonce2 that is too long": {
    code: 20,
    make: spoilt(({ extranonce2 }) => ({ extranonce2: `${extranonce2}00` })),
  },
  "half a byte of extranonce2": {
    code: 20,
    make: spoilt(({ extranonce2 }) => ({ extranonce2: extranonce2.slice(1) })),
  },
  "an extranonce2 with what is no digit": {
    code: 20,
    make: spoilt(({ extranonce2 }) => ({ extranonce2: `${extranonce2.slice(0, -2)}zz` })),
  },
  "a nonce of nine digits": { code: 20, make: spoilt(({ nonce }) => ({ nonce: `1${nonce}` })) },
  "a nonce with what is no digit": { code: 20, make: spoilt(() => ({ nonce: "0000000g" })) },
  "no nonce": { code: 20, make: spoilt(() => ({ nonce: "" })) },
  "a time of long ago": { code: 20, make: ({ find }) => find("share", 1) },
  "a time far ahead": { code: 20, make: ({ find }) => find("share", 0xffff_ffff) },
  "version bits that are the pool's": {
    code: 20,
    make: (occasion) => (occasion.rolls ? { ...occasion.find("share"), bits: "e0000000" } : undefined),
  },
};
