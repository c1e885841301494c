import { beforeAll, describe, expect, it } from "vitest";
import { type Export, readSurface } from "./surface.js";

let surface: readonly Export[];
beforeAll(() => {
  surface = readSurface();
}, 60_000);

const named = ({ subpath, name }: Export) => `${subpath}: ${name}`;

describe("what the packages export", () => {
  it("is read from every subpath of both", () => {
    const subpaths = [...new Set(surface.map(({ subpath }) => subpath))];
    expect(subpaths).toEqual(expect.arrayContaining(["stratum", "stratum/client", "stratum/rpc (browser)"]));
    expect(subpaths).toEqual(expect.arrayContaining(["stratum-codegen", "stratum-codegen/shapes"]));
  });

  it("mentions no type that can't be imported", () => {
    const missing = surface.flatMap((from) =>
      from.mentions
        .filter(({ importable }) => !importable)
        .map(({ name, file }) => `${named(from)} mentions ${name} of ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it("has a doc comment", () => {
    expect(surface.filter(({ hasDoc, isOwn }) => isOwn && !hasDoc).map(named)).toEqual([]);
  });

  it("has no method descriptors: they are reached through protocol", () => {
    const descriptors = surface.filter(
      ({ isValue, mentions }) => isValue && mentions.some(({ name }) => name === "Method"),
    );
    // Functions that take a descriptor are none.
    expect(descriptors.filter(({ isFunction }) => !isFunction).map(named)).toEqual([]);
    expect(surface.filter(({ name, isValue }) => name === "protocol" && isValue).map(named)).toEqual(
      expect.arrayContaining([
        "stratum/server: protocol",
        "stratum/daemon: protocol",
        "stratum/notify: protocol",
      ]),
    );
  });
});
