/** Share arithmetic: pure functions from templates to jobs, from shares to blocks. */
export { type Algorithm, doubleSha256, scrypt, sha256d } from "./algorithm.js";
export { buildBlock, buildJob, type JobOptions, renewJob, type Template, type TemplateJob } from "./block.js";
export { reversed, swapWords, toHexU32, toNumber } from "./byte-order.js";
export { buildCoinbase, type Coinbase, type CoinbaseOptions, type Output, withWitness } from "./coinbase.js";
export { HashRate } from "./hash-rate.js";
export { coinbaseOf, headerOf, headerSize, nonceOffset, rollVersion, type Solution } from "./header.js";
export { type Job, type NotifyParams, readJob, writeJob } from "./job.js";
export { merkleBranch, merkleRoot } from "./merkle.js";
export { compactSize, push, pushHeight } from "./script.js";
export { hashShare, type Share } from "./share.js";
export {
  bitsOfTarget,
  difficultyOfHash,
  difficultyOfTarget,
  targetHex,
  targetOfBits,
  targetOfDifficulty,
} from "./target.js";
