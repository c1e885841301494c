import { expect, it } from "vitest";
import { parseDaemonUrl } from "../../src/daemon/url.js";

it.each([
  ["http://127.0.0.1:8332", { url: "http://127.0.0.1:8332/" }],
  ["http://pool:secret@127.0.0.1:8332/", { url: "http://127.0.0.1:8332/", user: "pool", password: "secret" }],
  ["http://pool@host", { url: "http://host/", user: "pool", password: "" }],
  ["http://:secret@host:1", { url: "http://host:1/", password: "secret" }],
  [
    "http://p%40l:s%3A%20%2F%C3%A4@[::1]:8332/wallet/w%20a",
    { url: "http://[::1]:8332/wallet/w%20a", user: "p@l", password: "s: /ä" },
  ],
  ["https://pool:a:b@daemon.example", { url: "https://daemon.example/", user: "pool", password: "a:b" }],
])("reads %s", (text, expected) => {
  expect(parseDaemonUrl(text)).toEqual(expected);
});

it.each([
  "",
  "127.0.0.1:8332",
  "localhost",
  "stratum+tcp://pool:secret@host:3333",
  "http://",
  "http://pool:secret@",
])("refuses %s, and does not repeat what it says", (text) => {
  expect(() => parseDaemonUrl(text)).toThrow(
    expect.objectContaining({ code: "INVALID_OPTION", message: expect.not.stringContaining("secret") }),
  );
});
