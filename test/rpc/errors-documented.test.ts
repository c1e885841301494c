import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { errorCodes } from "../../src/rpc/index.js";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (-?\d+) \| (-?\d+) \| (.+) \| (.+) \|$/gm)];

it("docs/errors.md has every code with its numbers, when it occurs and what helps, in the registry's order", () => {
  const documented = rows.map(([, code, stratum, jsonRpc]) => [code, Number(stratum), Number(jsonRpc)]);
  const registered = Object.entries(errorCodes).map(([code, { stratum, jsonRpc }]) => [
    code,
    stratum,
    jsonRpc,
  ]);
  expect(documented).toEqual(registered);
});
