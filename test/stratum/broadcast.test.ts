import { expect, it } from "vitest";
import { connectRaw, job, startServer } from "./servers.js";

it("a broadcast is written once, however many miners it goes to", async () => {
  const { server, port } = await startServer();
  const join = async () => {
    const miner = await connectRaw(port);
    miner.send({ id: 1, method: "mining.subscribe", params: [] });
    await miner.line();
    return miner;
  };
  let reads = 0;
  const broadcast = (jobId: string) => {
    reads = 0;
    server.broadcast.mining.notify({
      ...job,
      jobId,
      get coinb2() {
        reads++;
        return job.coinb2;
      },
    });
    return reads;
  };
  const miners = [await join()];
  const readsForOne = broadcast("a");
  for (let count = 0; count < 4; count++) miners.push(await join());
  expect(broadcast("b")).toBe(readsForOne);
  for (const miner of miners) {
    let line = await miner.line();
    while (!line.includes('"b"')) line = await miner.line();
    expect(JSON.parse(line).params).toEqual(Object.values({ ...job, jobId: "b" }));
  }
});
