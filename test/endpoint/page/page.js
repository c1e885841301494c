import { connect, RpcError } from "stratum/rpc";
import { protocol } from "/tasks/index.js";

/** What the test asks of the page: each answer is JSON. */
const clients = {};
const heard = [];
const states = [];

window.steps = {
  async open(name, url, options) {
    const client = await connect(url, protocol, {
      reconnect: { first: 20, longest: 100 },
      handlers: { "tasks.confirm": ({ task }) => task.id === 1 },
      ...options,
    });
    client.on("tasks.changed", ({ id }) => heard.push(id));
    for (const state of ["offline", "online", "close"]) client.on(state, () => states.push(state));
    clients[name] = client;
  },
  call: (name, method, params, options) => clients[name].tasks[method](params, options),
  heard: () => heard,
  states: () => states,
  close: (name) => clients[name].close(),
};

/** @returns `{ result }`, or what an RpcError says. */
window.run = async (step, ...args) => {
  try {
    return { result: (await window.steps[step](...args)) ?? null };
  } catch (error) {
    const { code, message, executed } = error;
    return { code, message, executed, isRpcError: error instanceof RpcError };
  }
};

document.title = "ready";
