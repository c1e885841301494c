/** A job of about 1.3 KB, as for a block with a thousand transactions. */
export const job = {
  jobId: "4f",
  prevhash: "4d16b6f85af6e2198f44ae2a6de67f78487ae5611b77c6c0440b921e00000000",
  coinb1: `01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff20${"02".repeat(20)}`,
  coinb2: "07".repeat(120),
  merkleBranch: Array.from({ length: 10 }, (_, index) => index.toString(16).repeat(64)),
  version: "20000000",
  nbits: "1705ae3a",
  ntime: "6b02ad7c",
  cleanJobs: true,
};

/** Number of connected miners. */
export const miners = 5_000;
