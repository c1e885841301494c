import { connect } from "node:net";
import { tell } from "../child.js";
import { miners } from "./job.js";

/** Miners that do the handshake and wait for jobs. Reports when all are connected, and when the last one got a job. */
const port = Number(process.argv[2]);
const handshake = `{"id":1,"method":"mining.subscribe","params":["bench/1.0"]}\n{"id":2,"method":"mining.authorize","params":["bench.worker1","x"]}\n`;
const atOnce = 200;

let waiting = 0;
let started = 0;

function startNext(): void {
  if (started === miners) return;
  started++;
  const socket = connect(port, "127.0.0.1", () => socket.write(handshake));
  let answers = 0;
  socket.on("data", (chunk: Buffer) => {
    if (answers < 2) {
      answers += count(chunk, "\n");
      if (answers < 2) return;
      startNext();
      if (++waiting === miners) tell(waiting);
      return;
    }
    waiting -= count(chunk, '"mining.notify"');
    if (waiting > 0) return;
    tell(Date.now());
    waiting = miners;
  });
}

function count(chunk: Buffer, text: string): number {
  let found = 0;
  for (let at = chunk.indexOf(text); at >= 0; at = chunk.indexOf(text, at + 1)) found++;
  return found;
}

for (let index = 0; index < atOnce; index++) startNext();
