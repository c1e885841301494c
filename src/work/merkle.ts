import { doubleSha256 } from "./algorithm.js";

/**
 * The hashes that are joined to the first leaf of a merkle tree on the way to the root. `mining.notify`
 * sends them, so that miners can change the coinbase without knowing the transactions.
 *
 * @param hashes The transactions after the coinbase: their txids in internal byte order.
 */
export function merkleBranch(hashes: readonly Uint8Array[]): Buffer[] {
  const branch: Buffer[] = [];
  let level = [...hashes];
  while (level.length > 0) {
    const [first, ...rest] = level;
    if (first) branch.push(Buffer.from(first));
    level = pairs(rest);
  }
  return branch;
}

/** The merkle root, in internal byte order, of a tree whose first leaf is `coinbaseHash`. */
export function merkleRoot(coinbaseHash: Uint8Array, branch: readonly Uint8Array[]): Buffer {
  return branch.reduce<Buffer>(
    (hash, other) => doubleSha256(Buffer.concat([hash, other])),
    Buffer.from(coinbaseHash),
  );
}

/** The last hash of an odd number is joined with itself. */
function pairs(hashes: readonly Uint8Array[]): Buffer[] {
  const joined: Buffer[] = [];
  for (let index = 0; index < hashes.length; index += 2) {
    const left = hashes[index];
    if (left) joined.push(doubleSha256(Buffer.concat([left, hashes[index + 1] ?? left])));
  }
  return joined;
}
