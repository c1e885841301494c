import { describe, expect, it } from "vitest";
import { version } from "../../src/rpc/version.js";
import { requireRuntime } from "../../src/runtime/index.js";

const [major, minor] = version.split(".");

describe("generated code", () => {
  it("runs with every release of its major and minor version", () => {
    expect(() => requireRuntime(`${major}.${minor}`)).not.toThrow();
  });

  it.each([`${major}.${Number(minor) + 1}`, `${major}.${minor}0`, `${Number(major) + 1}.${minor}`])(
    "for version %s is refused, with both versions and what to do",
    (wanted) => {
      expect(() => requireRuntime(wanted)).toThrow(
        expect.objectContaining({
          code: "INVALID_OPTION",
          message: `the generated code needs stratum ${wanted}: found ${version}; install stratum-codegen ${version} and run npx stratum generate, or install stratum@${wanted}`,
        }),
      );
    },
  );
});
