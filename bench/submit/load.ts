import { connect } from "node:net";
import { tell } from "../child.js";

/** Miners that keep a fixed number of shares outstanding, from prepared buffers. Counts the replies. */
const [port = "0", seconds = "3"] = process.argv.slice(2);
const connections = 100;
const outstanding = 8;
const chunks = 64;

const hex = (value: number) => value.toString(16).padStart(8, "0");
const handshake = `{"id":1,"method":"mining.subscribe","params":["bench/1.0"]}\n{"id":2,"method":"mining.authorize","params":["bench.worker1","x"]}\n`;

/** Lines as cpuminer, cgminer and bmminer write them: different key order, constant or increasing ids. */
function share(id: number): string {
  const params = `["bench.worker1", "${hex(id % 7)}", "${hex(id)}", "${hex(0x6b02ad7c + (id % 60))}", "${hex((id * 2654435761) >>> 0)}"]`;
  if (id % 3 === 0) return `{"method": "mining.submit", "params": ${params}, "id":4}\n`;
  if (id % 3 === 1) return `{"params": ${params}, "id": ${id}, "method": "mining.submit"}\n`;
  return `{"id":${id},"method":"mining.submit","params":${params}}\n`;
}

/** Buffers with 0 to `outstanding` shares, one for each number of replies in a chunk. */
const batches = Array.from({ length: outstanding + 1 }, (_, size) => {
  return Array.from({ length: chunks }, (_, chunk) =>
    Buffer.from(Array.from({ length: size }, (_, i) => share(chunk * outstanding + i + 3)).join("")),
  );
});

let answers = 0;
let ready = 0;
for (let miner = 0; miner < connections; miner++) {
  const socket = connect(Number(port), "127.0.0.1");
  let greeted = 0;
  let turn = miner;
  socket.setNoDelay(true);
  socket.write(handshake);
  socket.on("data", (chunk: Buffer) => {
    let lines = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    if (greeted < 2) {
      greeted += lines;
      if (greeted < 2) return;
      ready++;
      socket.write(batches[outstanding]?.[turn % chunks] ?? "");
      return;
    }
    answers += lines;
    for (let left = lines; left > 0; left -= outstanding)
      socket.write(batches[Math.min(left, outstanding)]?.[++turn % chunks] ?? "");
  });
}

const warmUp = 1000;
setTimeout(() => {
  if (ready < connections) throw new Error(`only ${ready} of ${connections} miners completed the handshake`);
  const before = answers;
  const start = performance.now();
  setTimeout(() => {
    tell(((answers - before) / (performance.now() - start)) * 1000);
    process.exit();
  }, Number(seconds) * 1000);
}, warmUp);
