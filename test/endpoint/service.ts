import { onTestFinished } from "vitest";
import {
  type AuthenticationRequest,
  type CallContext,
  type Client,
  type ConnectOptions,
  type ConnectTarget,
  connect,
  RpcError,
  type ServeOptions,
  type Server,
  serve,
} from "../../src/endpoint/index.js";
import { protocol, type ServerHandlers, type Task } from "./tasks/index.js";

/** The protocol of examples/tasks, and what its service knows of a client. */
export type Tasks = typeof protocol;
export type TasksContext = CallContext<Tasks, Account | undefined, { calls: number }>;
export interface Account {
  readonly name: string;
}

type Options = Partial<ServeOptions<Tasks, Account | undefined, { calls: number }>>;

/** Handlers that keep the tasks in memory. */
export function taskHandlers(tasks = new Map<number, Task>()): ServerHandlers<TasksContext> {
  const find = (id: number): Task => {
    const task = tasks.get(id);
    if (!task) throw new RpcError("OTHER", "No task has this number", { wireCode: 404 });
    return task;
  };
  return {
    "tasks.add": ({ title }, { client, data }) => {
      data.calls++;
      const task = { id: tasks.size + 1, title, done: false };
      tasks.set(task.id, task);
      client.tasks.changed({ id: task.id });
      return task;
    },
    "tasks.list": ({ done }) =>
      [...tasks.values()].filter((task) => done === undefined || task.done === done),
    "tasks.complete": ({ id }) => {
      const task = { ...find(id), done: true };
      tasks.set(id, task);
      return task;
    },
    "tasks.remove": async ({ id }, { client }) => {
      const confirmed = await client.tasks.confirm({ task: find(id) });
      return confirmed && tasks.delete(id);
    },
  };
}

/** The service at these URLs, until the test is over. */
export async function started(
  listen: string | readonly string[],
  options: Options = {},
): Promise<Server<Tasks, Account | undefined, { calls: number }>> {
  const server = await serve<Tasks, Account | undefined, { calls: number }>(protocol, {
    listen,
    handlers: taskHandlers(),
    data: () => ({ calls: 0 }),
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

/** A client, until the test is over. */
export async function connected(
  target: ConnectTarget | undefined,
  options: ConnectOptions<Tasks> = {},
): Promise<Client<Tasks>> {
  const client = await connect(target ?? "", protocol, options);
  onTestFinished(() => client.close());
  return client;
}

/** Lets in who has the token of alice. */
export function authenticate({ headers }: AuthenticationRequest): Account | undefined {
  return headers.authorization === "Bearer alice-token" ? { name: "alice" } : undefined;
}
