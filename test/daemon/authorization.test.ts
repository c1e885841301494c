import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  cookieAuthorization,
  noAuthorization,
  passwordAuthorization,
} from "../../src/daemon/authorization.js";

const basic = (text: string) => `Basic ${Buffer.from(text, "utf8").toString("base64")}`;

it("sends a user and a password as they are, whatever is in them", async () => {
  expect(await passwordAuthorization("pool", 's: "ä').header()).toBe(basic('pool:s: "ä'));
  expect(passwordAuthorization("pool", "secret").refused()).toBe(false);
});

it("sends nothing where there is nothing", async () => {
  expect(await noAuthorization.header()).toBeUndefined();
  expect(noAuthorization.refused()).toBe(false);
});

describe("a cookie file", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cookie-"));
    file = join(folder, ".cookie");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is read once, and again after a refusal", async () => {
    await writeFile(file, "__cookie__:first");
    const authorization = cookieAuthorization(file);
    expect(await authorization.header()).toBe(basic("__cookie__:first"));
    await writeFile(file, "__cookie__:second\n");
    expect(await authorization.header()).toBe(basic("__cookie__:first"));
    expect(authorization.refused()).toBe(true);
    expect(await authorization.header()).toBe(basic("__cookie__:second"));
  });

  it("may come later than the first call", async () => {
    const authorization = cookieAuthorization(file);
    const missing = { code: "CONNECT_FAILED", executed: "no", message: expect.stringContaining(file) };
    await expect(authorization.header()).rejects.toMatchObject(missing);
    await expect(authorization.header()).rejects.toMatchObject(missing);
    await writeFile(file, "__cookie__:late");
    expect(await authorization.header()).toBe(basic("__cookie__:late"));
  });
});
