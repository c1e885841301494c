/**
 * The to-do list on the command line.
 *
 *     node dist/client.js add "Write a schema"
 *     node dist/client.js --url unix:./tasks.sock list
 *     node dist/client.js --start "node dist/server.js stdio:" list
 */
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { type Client, connect } from "stratum/rpc";
import { protocol, type Task } from "./generated/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string", default: "tcp://127.0.0.1:4000" },
    start: { type: "string" },
    token: { type: "string", default: process.env.TASKS_TOKEN ?? "alice-token" },
    yes: { type: "boolean", default: false },
  },
});
const [command = "list", argument = ""] = positionals;

/** A title is any text: what would control the terminal is not printed. */
const printable = (title: string) => title.replace(/\p{Cc}/gu, "?");

function show({ id, title, done }: Task): void {
  console.log(`${id} ${done ? "[x]" : "[ ]"} ${printable(title)}`);
}

/** Asks on the terminal. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer);
}

async function run(client: Client<typeof protocol>): Promise<void> {
  const list = async () => (await client.tasks.list()).forEach(show);
  const id = Number(argument);
  switch (command) {
    case "list":
      return list();
    case "add":
      return show(await client.tasks.add({ title: argument }));
    case "complete":
      return show(await client.tasks.complete({ id }));
    case "remove":
      return console.log((await client.tasks.remove({ id }, { deadline: 60_000 })) ? "removed" : "kept");
    case "watch":
      client.on("tasks.changed", (task) => console.log(`task ${task.id} changed`));
      client.on("offline", () => console.log("connection lost"));
      client.on("online", () => console.log("connected again"));
      console.log("watching");
      return new Promise((resolve) => process.once("SIGINT", () => resolve()));
    default:
      throw new Error(`unknown command "${command}": expected list, add, complete, remove or watch`);
  }
}

const [program, ...args] = values.start?.split(" ") ?? [];
try {
  const client = await connect(program ? { command: program, args } : values.url, protocol, {
    authorization: `Bearer ${values.token}`,
    reconnect: command === "watch",
    handlers: { "tasks.confirm": ({ task }) => values.yes || ask(`Remove "${printable(task.title)}"?`) },
  });
  await run(client).finally(() => client.close());
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
