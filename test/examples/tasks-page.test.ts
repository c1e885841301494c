import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Client, connect } from "../../src/endpoint/index.js";
import { type Chromium, isWithoutChromium, type Page, startChromium } from "../chromium.js";
import { protocol } from "../endpoint/tasks/index.js";
import { freePort } from "../free-port.js";
import { type ServiceProcess, startService } from "./service-process.js";
import { createTasksProject, type TasksProject } from "./tasks-project.js";

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(isWithoutChromium)("the page of the to-do service, in Chromium", () => {
  let project: TasksProject;
  let chromium: Chromium;
  let server: ServiceProcess;
  let page: Page;
  let url: string;
  let pagePort: string;

  const start = async () => {
    server = startService(project.folder, ["dist/server.js", url], { PAGE_PORT: pagePort });
    await server.printed("page at");
  };
  const text = (selector: string) => page.evaluate(`document.querySelector("${selector}").innerText`);
  const titles = () =>
    page.evaluate('[...document.querySelectorAll(".title")].map((title) => title.innerText)');
  const poll = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000, interval: 20 });
  const sendToken = async (token: string) => {
    await page.click("#token");
    await page.type(token);
    await page.press("Enter");
  };
  const signIn = async () => {
    await sendToken("alice-token");
    await poll(() => text("#connection")).toBe("Connected");
  };
  const add = async (title: string) => {
    await page.click("#title");
    await page.type(title);
    await page.click("#add button");
    await poll(titles).toContain(title);
  };
  const otherClient = async (): Promise<Client<typeof protocol>> => {
    const client = await connect(url, protocol, { authorization: "Bearer bob-token" });
    onTestFinished(() => client.close());
    return client;
  };

  beforeAll(async () => {
    project = await createTasksProject();
    url = `ws://127.0.0.1:${await freePort()}/rpc`;
    pagePort = String(await freePort());
    await start();
    chromium = await startChromium();
  }, 120_000);

  afterAll(async () => {
    await chromium?.close();
    await server?.stop();
    await project?.remove();
  });

  beforeEach(async () => {
    page = await chromium.newPage();
    await page.open(`http://127.0.0.1:${pagePort}/`);
  });

  it("signs in, adds by a click, and notifies another client with types", async () => {
    const other = await otherClient();
    const changed: number[] = [];
    other.on("tasks.changed", ({ id }) => changed.push(id));
    await sendToken("wrong");
    await poll(() => text("#problem")).toBe("Unauthorized");
    await page.evaluate("token.value = ''");
    await signIn();
    await add("Click");
    const [task] = (await other.tasks.list()).slice(-1);
    expect(task).toEqual({ id: changed[0], title: "Click", done: false });

    await page.click("li:last-child input");
    await poll(() => page.evaluate("document.querySelector('li:last-child input').checked")).toBe(true);
    await expect.poll(() => changed).toEqual([task?.id, task?.id]);
    expect(await other.tasks.list({ done: true })).toContainEqual({ ...task, done: true });
    expect(page.reports).toEqual([]);
  });

  it("shows what others do, and titles as text whatever they contain", async () => {
    await signIn();
    const other = await otherClient();
    const title = '<img src="x" onerror="document.title = 1"> & "quotes" \u202e';
    const { id } = await other.tasks.add({ title });
    await poll(titles).toContain(title);
    await other.tasks.complete({ id });
    await poll(() => text("#news")).toContain("Done: ");
    expect(await page.evaluate("document.querySelector('img')")).toBe(null);
    expect(page.reports).toEqual([]);
  });

  it("refuses a wrong call itself, and says why", async () => {
    await signIn();
    await page.click("#add button");
    await poll(() => text("#problem")).toBe("tasks.add: title must NOT have fewer than 1 characters");
    await add("Right after all");
    expect(await text("#problem")).toBe("");
    expect(page.reports).toEqual([]);
  });

  it("removes what is confirmed, by keyboard alone", async () => {
    await signIn();
    await poll(() => page.evaluate("document.activeElement.id")).toBe("title");
    await page.type("Doomed");
    await page.press("Enter");
    await poll(titles).toContain("Doomed");
    const focusOn = () => page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.id");
    const count = Number(await page.evaluate("list.children.length"));
    for (let presses = 0; presses < 2 + 2 * count && (await focusOn()) !== "Remove Doomed"; presses++)
      await page.press("Tab");
    expect(await focusOn()).toBe("Remove Doomed");

    const answer = async (presses: readonly ("Tab" | "Enter" | "Escape")[]) => {
      await page.press("Enter");
      await poll(() => page.evaluate("document.querySelector('dialog').open")).toBe(true);
      expect(await text("#doomed")).toBe("Doomed");
      for (const key of presses) await page.press(key);
      await poll(() => page.evaluate("document.querySelector('dialog').open")).toBe(false);
    };
    const isIdle = () => page.evaluate("list.lastElementChild.ariaBusy");
    await answer(["Escape"]);
    await poll(isIdle).toBe("false");
    await answer(["Enter"]);
    await poll(isIdle).toBe("false");
    expect(await titles()).toContain("Doomed");
    await answer(["Tab", "Enter"]);
    await poll(titles).not.toContain("Doomed");
    expect(await text("#news")).toBe("Removed: Doomed");
    expect(await page.evaluate("document.activeElement.type ?? 'nothing'")).not.toBe("nothing");
    expect(page.reports).toEqual([]);
  });

  it("has a name for everything that a screen reader comes to", async () => {
    expect(await page.accessible()).toEqual(
      expect.arrayContaining(['textbox "Access token"', 'button "Sign in"', 'heading "Tasks"']),
    );
    await signIn();
    await add("Named");
    expect(await page.accessible()).toEqual(
      expect.arrayContaining([
        'textbox "New task"',
        'button "Add"',
        'list "Tasks"',
        'checkbox "Named"',
        'button "Remove Named"',
      ]),
    );
    const nameless = (await page.accessible()).filter((node) => /^(textbox|button|checkbox) ""/.test(node));
    expect(nameless).toEqual([]);
  });

  it("runs nothing but its own modules", async () => {
    const blocked = await page
      .evaluate(`new Promise((resolve) => {
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => resolve(violatedDirective));
      document.body.append(Object.assign(document.createElement("script"), { src: "data:text/javascript,0" }));
    })`)
      .catch((error) => String(error));
    expect(blocked).toMatch(/script-src|Trusted/i);
    await expect(page.evaluate("document.body.innerHTML = '<b>'")).rejects.toThrow("TrustedHTML");
    await expect(page.evaluate(`fetch("http://127.0.0.1:1/")`)).rejects.toThrow("Failed to fetch");
    await expect.poll(() => page.reports.join()).toContain("connect-src");
  });

  it("connects again after the server's restart", async () => {
    await signIn();
    await add("Lost with the server's memory");
    await server.stop();
    await poll(() => text("#connection")).toBe("Reconnecting …");
    await page.click("#title");
    await page.type("Added while it was away");
    await page.press("Enter");
    await start();
    await poll(() => text("#connection")).toBe("Connected");
    await poll(titles).toEqual(["Added while it was away"]);
    const { tasks } = await otherClient();
    await tasks.add({ title: "And it hears again" });
    await poll(titles).toContain("And it hears again");
    // A browser reports each attempt that failed; nothing else may be wrong.
    expect(page.reports.filter((report) => !report.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
  });
});
