/** The to-do list as a web page, with the generated client. */
import { connect, isRpcError } from "stratum/rpc";
import { protocol } from "../generated/index.js";

/** @typedef {import("../generated/index.js").Task} Task */
/** @typedef {import("stratum/rpc").Client<typeof protocol>} Client */

const connection = element("connection", HTMLElement);
const signIn = element("sign-in", HTMLFormElement);
const token = element("token", HTMLInputElement);
const add = element("add", HTMLFormElement);
const title = element("title", HTMLInputElement);
const tasks = element("tasks", HTMLElement);
const list = element("list", HTMLElement);
const summary = element("summary", HTMLElement);
const problem = element("problem", HTMLElement);
const news = element("news", HTMLElement);
const dialog = element("confirm", HTMLDialogElement);
const doomed = element("doomed", HTMLElement);
const item = element("item", HTMLTemplateElement);

/** Milliseconds that a person has to answer the dialog. */
const toDecide = 60_000;

/** The tasks shown, by id. */
let shown = new Map(/** @type {[number, Task][]} */ ([]));

signIn.addEventListener("submit", (event) => {
  event.preventDefault();
  void attempt(signIn, () => start(token.value));
});

const remembered = sessionStorage.getItem("token");
if (remembered !== null) void attempt(signIn, () => start(remembered));
else token.focus();

/**
 * Connects, and shows the list until the client is closed.
 *
 * @param {string} token
 */
async function start(token) {
  const client = await connect(document.body.dataset.service ?? "", protocol, {
    authorization: `Bearer ${token}`,
    reconnect: { first: 500, longest: 10_000, repeat: ["tasks.list", "tasks.complete"] },
    handlers: { "tasks.confirm": ({ task }, { signal }) => isConfirmed(task, signal) },
  });
  sessionStorage.setItem("token", token);
  const refresh = oneAtATime(async () => show(client, await client.tasks.list()));
  const leave = new AbortController();

  client.on("tasks.changed", refresh);
  client.on("online", () => {
    setConnection("online", "Connected");
    void refresh();
  });
  client.on("offline", (error) => {
    setConnection("offline", "Reconnecting …");
    // The token is no longer valid: retrying would not help.
    if (!isRpcError(error, "UNAUTHORIZED")) return;
    report(error);
    void client.close();
  });
  client.on("close", () => {
    leave.abort();
    sessionStorage.removeItem("token");
    setConnection("none", "Not connected");
    setSignedIn(false);
  });
  const submitted = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void attempt(add, async () => {
      await client.tasks.add({ title: title.value });
      title.value = "";
    });
  };
  add.addEventListener("submit", submitted, { signal: leave.signal });

  setConnection("online", "Connected");
  setSignedIn(true);
  await refresh();
}

/**
 * Runs the action of a form or a task and shows its error. Ignores further clicks meanwhile.
 *
 * @param {HTMLElement} place
 * @param {() => Promise<unknown>} action
 */
async function attempt(place, action) {
  if (place.ariaBusy === "true") return;
  place.ariaBusy = "true";
  problem.textContent = "";
  try {
    await action();
  } catch (error) {
    report(error);
  } finally {
    place.ariaBusy = "false";
  }
}

/** @param {unknown} error */
function report(error) {
  problem.textContent = error instanceof Error ? error.message : String(error);
}

/**
 * Shows the tasks. Existing elements are kept, and so is the focus.
 *
 * @param {Client} client
 * @param {Task[]} tasks In the order in which they were added.
 */
function show(client, tasks) {
  const before = shown;
  shown = new Map(tasks.map((task) => [task.id, task]));
  for (const task of before.values())
    if (!shown.has(task.id)) {
      removeItem(task.id);
      news.textContent = `Removed: ${task.title}`;
    }
  for (const task of tasks) {
    const old = before.get(task.id);
    if (!old) list.append(createItem(client, task));
    else if (old.done !== task.done) news.textContent = `Done: ${task.title}`;
    showDone(task);
  }
  const done = tasks.filter((task) => task.done).length;
  summary.textContent = tasks.length === 0 ? "Nothing to do." : `${done} of ${tasks.length} done`;
}

/**
 * @param {Client} client
 * @param {Task} task
 */
function createItem(client, { id, title }) {
  const row = within(item.content, "li", HTMLElement);
  const made = document.importNode(row, true);
  made.id = `task-${id}`;
  within(made, ".title", HTMLElement).textContent = title;
  const box = within(made, "input", HTMLInputElement);
  box.addEventListener("click", (event) => {
    // Done tasks can't be reopened; the list after the call restores the others.
    event.preventDefault();
    if (!shown.get(id)?.done) void attempt(made, () => client.tasks.complete({ id }));
  });
  const remove = within(made, ".remove", HTMLButtonElement);
  remove.ariaLabel = `Remove ${title}`;
  remove.addEventListener("click", () => {
    void attempt(made, () =>
      client.tasks.remove({ id }, { deadline: toDecide }).finally(() => dialog.close("keep")),
    );
  });
  return made;
}

/** @param {Task} task */
function showDone({ id, done }) {
  const box = within(element(`task-${id}`, HTMLElement), "input", HTMLInputElement);
  box.checked = done;
  box.ariaDisabled = String(done);
}

/** @param {number} id */
function removeItem(id) {
  const gone = element(`task-${id}`, HTMLElement);
  const hadFocus = gone.contains(document.activeElement);
  const next = gone.nextElementSibling ?? gone.previousElementSibling;
  gone.remove();
  if (!hadFocus) return;
  if (next instanceof HTMLElement) within(next, "input", HTMLInputElement).focus();
  else title.focus();
}

/**
 * Answers the server's question whether a task may be removed.
 *
 * @param {Task} task
 * @param {AbortSignal} signal Fires when the connection closes and the answer is no longer needed.
 * @returns {Promise<boolean>}
 */
async function isConfirmed({ title }, signal) {
  if (dialog.open) return false;
  doomed.textContent = title;
  dialog.returnValue = "keep";
  dialog.showModal();
  return new Promise((resolve) => {
    const keep = () => dialog.close("keep");
    const closed = () => {
      signal.removeEventListener("abort", keep);
      resolve(dialog.returnValue === "remove");
    };
    signal.addEventListener("abort", keep);
    dialog.addEventListener("close", closed, { once: true });
  });
}

/**
 * @param {"none" | "online" | "offline"} state
 * @param {string} text
 */
function setConnection(state, text) {
  connection.dataset.state = state;
  connection.textContent = text;
}

/** @param {boolean} isSignedIn */
function setSignedIn(isSignedIn) {
  signIn.hidden = isSignedIn;
  add.hidden = !isSignedIn;
  tasks.hidden = !isSignedIn;
  token.value = "";
  shown = new Map();
  list.replaceChildren();
  (isSignedIn ? title : token).focus();
}

/**
 * Wraps a function so that it never runs twice at a time, and runs once more if it was called while it ran.
 *
 * @param {() => Promise<void>} load
 */
function oneAtATime(load) {
  let isRunning = false;
  let isStale = false;
  return async () => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    while (isStale) {
      isStale = false;
      await load().catch(report);
    }
    isRunning = false;
  };
}

/**
 * @template {HTMLElement} Type
 * @param {string} id
 * @param {new () => Type} type
 */
function element(id, type) {
  return within(document, `#${id}`, type);
}

/**
 * @template {HTMLElement} Type
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Type} type
 * @returns {Type}
 */
function within(parent, selector, type) {
  const found = parent.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`the page has no ${selector}`);
}
