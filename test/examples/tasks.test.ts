import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Client, connect } from "../../src/endpoint/index.js";
import { protocol } from "../endpoint/tasks/index.js";
import { freePort } from "../free-port.js";
import { runIn } from "../packages/packed.js";
import { sectionsOf } from "./sections.js";
import { startService } from "./service-process.js";
import { createTasksProject, type TasksProject } from "./tasks-project.js";

let project: TasksProject;
let urls: Record<"tcp" | "http" | "ws" | "unix", string>;
let page: string;
let server: ReturnType<typeof startService>;

beforeAll(async () => {
  project = await createTasksProject();
  const [tcp, web, pagePort] = [await freePort(), await freePort(), await freePort()];
  urls = {
    tcp: `tcp://127.0.0.1:${tcp}`,
    http: `http://127.0.0.1:${web}/rpc`,
    ws: `ws://127.0.0.1:${web}/rpc`,
    unix: `unix:${join(project.folder, "tasks.sock")}`,
  };
  page = `http://127.0.0.1:${pagePort}`;
  server = startService(project.folder, ["dist/server.js", ...Object.values(urls)], {
    PAGE_PORT: `${pagePort}`,
  });
  await server.printed("page at");
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await project?.remove();
});

const client = async (...args: readonly string[]) =>
  (await runIn(project.folder, process.execPath, "dist/client.js", ...args)).stdout;

type Tasks = Client<typeof protocol>;

async function connected(
  url: string,
  options: Parameters<typeof connect<typeof protocol>>[2] = {},
): Promise<Tasks> {
  const made = await connect(url, protocol, { authorization: "Bearer bob-token", ...options });
  onTestFinished(() => made.close());
  return made;
}

it("the example compiles strictly, and its page as well", () => {
  expect(project.complaints).toEqual([]);
});

describe.each(["tcp", "http", "ws", "unix"] as const)("the example over %s", (transport) => {
  it("adds, completes and lists, and tells all others", async () => {
    const heard: number[] = [];
    const other = await connected(urls.ws);
    other.on("tasks.changed", ({ id }) => heard.push(id));
    const url = urls[transport];
    const [, id = ""] =
      (await client("--url", url, "add", `Over ${transport}`)).match(/^(\d+) \[ \] Over/) ?? [];
    expect(await client("--url", url, "complete", id)).toBe(`${id} [x] Over ${transport}\n`);
    expect(await client("--url", url, "list")).toContain(`${id} [x] Over ${transport}\n`);
    await expect.poll(() => heard).toEqual([Number(id), Number(id)]);
  });

  it("refuses a wrong call and a wrong token", async () => {
    const url = urls[transport];
    await expect(client("--url", url, "add", "")).rejects.toMatchObject({
      code: 1,
      stderr: "tasks.add: title must NOT have fewer than 1 characters\n",
    });
    await expect(client("--url", url, "complete", "999")).rejects.toMatchObject({
      stderr: "No task has this number\n",
    });
    await expect(client("--url", url, "--token", "wrong", "list")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Unauthorized\n$|refuses the credentials/),
    });
  });
});

describe.each(["tcp", "ws", "unix"] as const)("the example over %s", (transport) => {
  it("asks before it removes", async () => {
    const asked: string[] = [];
    const tasks = await connected(urls[transport], {
      handlers: {
        "tasks.confirm": ({ task }) => {
          asked.push(task.title);
          return asked.length > 1;
        },
      },
    });
    const { id } = await tasks.tasks.add({ title: "Doomed" });
    expect([await tasks.tasks.remove({ id }), await tasks.tasks.remove({ id })]).toEqual([false, true]);
    expect(asked).toEqual(["Doomed", "Doomed"]);
    await expect(tasks.tasks.remove({ id })).rejects.toMatchObject({ wireCode: 404 });
  });
});

describe("the example", () => {
  it("does what its README says", async () => {
    const [, start = "", use = ""] = sectionsOf(await readFile(join(project.folder, "README.md"), "utf8"))
      .flatMap(({ blocks }) => blocks)
      .map(({ text }) => text.trimEnd());
    expect(start).toBe("npm start");
    const commands = use.split("\n");
    expect(commands.pop()).toBe("node dist/client.js watch");
    expect(commands.length).toBeGreaterThan(3);
    // Its ports may be taken here: a server of its own, at others.
    const [tcp, web] = [await freePort(), await freePort()];
    const own = (text: string) => text.replaceAll("4000", `${tcp}`).replaceAll("4001", `${web}`);
    const program = await readFile(join(project.folder, "dist/client.js"), "utf8");
    await writeFile(join(project.folder, "dist/client-elsewhere.js"), own(program));
    const listening = ["tcp://127.0.0.1:4000", "http://127.0.0.1:4001/rpc", "ws://127.0.0.1:4001/rpc"];
    const other = startService(
      project.folder,
      ["dist/server.js", ...listening.map(own), "unix:./other.sock"],
      {
        PAGE_PORT: `${await freePort()}`,
      },
    );
    onTestFinished(async () => {
      await other.stop();
    });
    await other.printed("page at");
    const printed: string[] = [];
    for (const command of commands) {
      const here = own(command)
        .replace("client.js", "client-elsewhere.js")
        .replace("tasks.sock", "other.sock");
      printed.push((await runIn(project.folder, "sh", "-c", `echo y | ${here}`)).stdout);
    }
    expect(printed).toEqual([
      "1 [ ] Write a schema\n",
      "1 [x] Write a schema\n",
      "1 [x] Write a schema\n",
      "removed\n",
    ]);
  });

  it("runs over standard input and output", async () => {
    const start = ["--start", `${process.execPath} dist/server.js stdio:`];
    expect(await client(...start, "add", "Over pipes")).toBe("1 [ ] Over pipes\n");
  });

  it("prints nothing that controls the terminal", async () => {
    const tasks = await connected(urls.tcp);
    const { id } = await tasks.tasks.add({ title: "\u001b[2Jcleared" });
    expect(await client("--url", urls.tcp, "list")).toContain(`${id} [ ] ?[2Jcleared\n`);
  });

  it("serves its page under a strict policy, and no other files", async () => {
    const response = await fetch(page);
    const policy = response.headers.get("content-security-policy");
    const hash = "sha256-[A-Za-z0-9+/]{43}=";
    expect(policy).toMatch(
      new RegExp(`^default-src 'none'; script-src 'self' '${hash}'; style-src 'self'; img-src 'self'; `),
    );
    expect(policy).toContain(`connect-src ${new URL(urls.ws).origin};`);
    expect(await response.text()).toContain('"stratum/rpc":"/stratum/dist/src/endpoint/browser.js"');
    const paths = [
      "/server.ts",
      "/package.json",
      "/page/..%2fserver.ts",
      "/page/../server.ts",
      "//etc/passwd.js",
    ];
    for (const path of [...paths, "/stratum/%2e%2e/%2e%2e/x.js", "/page/index.html", "/page/missing.js"])
      expect((await fetch(`${page}${path}`)).status, path).toBe(404);
  });

  it("refuses pages of other origins", async () => {
    const call = (origin: string) =>
      fetch(urls.http, {
        method: "POST",
        headers: { origin, authorization: "Bearer alice-token" },
        body: '{"jsonrpc":"2.0","id":1,"method":"tasks.list"}',
      });
    expect((await call("http://example.com")).status).toBe(403);
    expect((await call(page)).status).toBe(200);
  });

  it("ends by itself when it is interrupted", async () => {
    const port = await freePort();
    const other = startService(project.folder, ["dist/server.js", `tcp://127.0.0.1:${port}`]);
    await other.printed("listening at");
    const tasks = await connected(`tcp://127.0.0.1:${port}`);
    await tasks.tasks.list();
    expect(await other.stop()).toBe(0);
  });
});
