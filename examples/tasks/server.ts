/**
 * A to-do list that several clients share.
 *
 *     node dist/server.js
 *     node dist/server.js stdio:
 */
import { parseArgs } from "node:util";
import { methodError, serve } from "stratum/rpc";
import { protocol, type Task, tasksAdd, tasksComplete } from "./generated/index.js";
import { servePage } from "./serve-page.js";

const { values, positionals: urls } = parseArgs({
  allowPositionals: true,
  options: { page: { type: "string", default: "4002" } },
});
if (urls.length === 0)
  urls.push(
    "tcp://127.0.0.1:4000",
    "http://127.0.0.1:4001/rpc",
    "ws://127.0.0.1:4001/rpc",
    "unix:./tasks.sock",
  );
const pages = [`http://127.0.0.1:${values.page}`, `http://localhost:${values.page}`];

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
  if (!task) throw methodError(tasksComplete, 404);
  return task;
}

function save(task: Task): Task {
  tasks.set(task.id, task);
  server.broadcast.tasks.changed({ id: task.id });
  return task;
}

const server = await serve(protocol, {
  listen: urls,
  cors: { origins: pages },
  authenticate: ({ headers }) => accounts.get(headers.authorization ?? ""),
  interceptors: [
    ({ method, context }, next) => {
      console.error(`${context.account.name}: ${method.name} over ${context.transport}`);
      return next();
    },
  ],
  handlers: {
    "tasks.list": ({ done }) =>
      [...tasks.values()].filter((task) => done === undefined || task.done === done),

    "tasks.add": ({ title }) => {
      if (tasks.size >= maxTasks) throw methodError(tasksAdd, 507);
      return save({ id: ++lastId, title, done: false });
    },

    "tasks.complete": ({ id }) => save({ ...find(id), done: true }),

    "tasks.remove": async ({ id }, { client }) => {
      const isConfirmed = await client.tasks.confirm({ task: find(id) });
      if (!isConfirmed || !tasks.delete(id)) return false;
      server.broadcast.tasks.changed({ id });
      return true;
    },
  },
});
console.error(`listening at ${server.urls.join(", ")}`);

const service = server.urls.find((url) => url.startsWith("ws:"));
const page = service === undefined ? undefined : await servePage(Number(values.page), service);
if (page) console.error(`page: ${pages[0]}`);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    page?.close();
    page?.closeAllConnections();
    await server.close();
  });
