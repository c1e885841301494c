import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { listenAtPath } from "../../src/transport/unix-socket.js";

/** A path in a new folder. */
function pathIn(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "stratum-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, name);
}

/** Listens until the test is over. */
async function listening(path: string) {
  const server = createServer();
  onTestFinished(() => {
    server.close();
  });
  await listenAtPath(server, path);
  return server;
}

describe("listenAtPath", () => {
  it.each([
    ["a file", (path: string) => writeFileSync(path, "kept")],
    ["a folder", (path: string) => mkdirSync(path)],
    ["a symbolic link to nothing", (path: string) => symlinkSync("nowhere", path)],
  ])("refuses the path of %s", async (_what, make) => {
    const path = pathIn("notes.txt");
    make(path);
    await expect(listening(path)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      executed: "no",
      message: `can't listen on unix:${path}: ${path} exists and is not a socket: choose another path or remove it`,
    });
  });

  it("leaves a file as it was", async () => {
    const path = pathIn("notes.txt");
    writeFileSync(path, "kept");
    await expect(listening(path)).rejects.toMatchObject({ code: "CONNECT_FAILED" });
    expect(readFileSync(path, "utf8")).toBe("kept");
  });

  it("refuses a path where another process listens", async () => {
    const path = pathIn("x.sock");
    await listening(path);
    await expect(listening(path)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `can't listen on unix:${path}: another process listens there`,
    });
    const socket = connect({ path });
    await once(socket, "connect");
    socket.destroy();
  });

  it("says that the folder is missing", async () => {
    const path = join(pathIn("missing"), "x.sock");
    await expect(listening(path)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `can't listen on unix:${path}: the folder ${join(path, "..")} does not exist`,
    });
    expect(existsSync(path)).toBe(false);
  });

  it("says that the folder is a file", async () => {
    const path = join(pathIn("file"), "x.sock");
    writeFileSync(join(path, ".."), "");
    await expect(listening(path)).rejects.toMatchObject({
      message: `can't listen on unix:${path}: the folder ${join(path, "..")} does not exist`,
    });
  });
});
