/**
 * A to-do list that several clients share.
 *
 *     node dist/server.js
 *     node dist/server.js stdio:
 */
import { methodError, serve } from "stratum/rpc";
import { protocol, type Task } from "./generated/index.js";
import { servePage } from "./serve-page.js";

const pagePort = Number(process.env.PAGE_PORT ?? 4002);
const urls = process.argv.slice(2);
if (urls.length === 0)
  urls.push(
    "tcp://127.0.0.1:4000",
    "http://127.0.0.1:4001/rpc",
    "ws://127.0.0.1:4001/rpc",
    "unix:./tasks.sock",
  );

/** By the header `Authorization`. A real service looks its accounts up. */
const accounts = new Map([
  ["Bearer alice-token", { name: "alice" }],
  ["Bearer bob-token", { name: "bob" }],
]);

const maxTasks = 1_000;
const tasks = new Map<number, Task>();
let lastId = 0;

function find(id: number): Task {
  const task = tasks.get(id);
  if (!task) throw methodError(protocol.server["tasks.complete"], 404);
  return task;
}

function save(task: Task): Task {
  tasks.set(task.id, task);
  server.broadcast.tasks.changed({ id: task.id });
  return task;
}

const server = await serve(protocol, {
  listen: urls,
  authenticate: ({ headers }) => accounts.get(headers.authorization ?? ""),
  cors: { origins: [`http://127.0.0.1:${pagePort}`, `http://localhost:${pagePort}`] },
  handlers: {
    "tasks.list": ({ done }) =>
      [...tasks.values()].filter((task) => done === undefined || task.done === done),

    "tasks.add": ({ title }, { account }) => {
      if (tasks.size >= maxTasks) throw methodError(protocol.server["tasks.add"], 507);
      const task = save({ id: ++lastId, title, done: false });
      console.error(`${account.name} added task ${task.id}`);
      return task;
    },

    "tasks.complete": ({ id }) => save({ ...find(id), done: true }),

    "tasks.remove": async ({ id }, { client, account }) => {
      const isConfirmed = await client.tasks.confirm({ task: find(id) });
      if (!isConfirmed || !tasks.delete(id)) return false;
      server.broadcast.tasks.changed({ id });
      console.error(`${account.name} removed task ${id}`);
      return true;
    },
  },
});
console.error(`listening at ${server.urls.join(" ")}`);

const service = server.urls.find((url) => url.startsWith("ws:"));
const page = service === undefined ? undefined : await servePage(pagePort, service);
if (page) console.error(`page at http://127.0.0.1:${pagePort}`);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    page?.close();
    page?.closeAllConnections();
    await server.close();
  });
