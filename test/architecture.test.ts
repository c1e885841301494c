import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a room may import besides itself: other rooms, or packages. An arrow never points up. */
const rooms: Record<string, { readonly from: readonly string[]; readonly packages: readonly string[] }> = {
  "src/wire": { from: [], packages: [] },
  "src/rpc": { from: ["src/wire"], packages: ["debug"] },
  "src/transport": { from: ["src/rpc", "src/wire"], packages: ["undici", "ws"] },
  "src/work": { from: [], packages: [] },
  "src/stratum": {
    from: ["src/transport", "src/rpc", "src/wire", "src/work", "generated/stratum"],
    packages: [],
  },
  "src/endpoint": { from: ["src/transport", "src/rpc", "src/wire"], packages: [] },
  "src/notify": {
    from: ["src/endpoint", "src/transport", "src/rpc", "src/wire", "generated/notify"],
    packages: [],
  },
  "src/daemon": {
    from: ["src/transport", "src/rpc", "src/work", "src/notify", "generated/daemon"],
    packages: [],
  },
  "src/dev-chain": {
    from: ["src/daemon", "src/transport", "src/rpc", "src/wire", "src/work", "generated/daemon"],
    packages: ["@scure/base"],
  },
  "src/miner": { from: ["src/stratum", "src/rpc", "src/work", "generated/stratum"], packages: [] },
  "src/pool": {
    from: ["src/daemon", "src/stratum", "src/rpc", "src/work", "generated/daemon", "generated/stratum"],
    packages: [],
  },
  "src/service": {
    from: [
      "src/daemon",
      "src/dev-chain",
      "src/miner",
      "src/notify",
      "src/pool",
      "src/stratum",
      "src/transport",
      "src/rpc",
      "src/work",
      "generated/notify",
    ],
    packages: [],
  },
  "codegen/schema": { from: ["codegen/document"], packages: ["typebox"] },
  "codegen/emit": { from: ["codegen"], packages: ["ajv", "json-schema-to-typescript", "ts-morph"] },
  "codegen/rewrite": { from: ["codegen"], packages: ["ts-morph"] },
  "codegen/mock": { from: ["codegen"], packages: ["ajv", "stratum"] },
  "codegen/cli": { from: ["codegen"], packages: ["stratum"] },
  "codegen/commands": { from: ["codegen"], packages: ["stratum"] },
  schemas: { from: ["codegen/schema"], packages: [] },
  generated: { from: ["src/runtime"], packages: [] },
  "src/runtime": { from: ["src/rpc"], packages: [] },
};

/** Every import of the files below a folder, as a path from the root or a package's name. */
function importsOf(folder: string): { readonly file: string; readonly target: string }[] {
  const files = readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !/^(dist|node_modules|create-stratum)\//.test(file))
    .flatMap((name) => {
      const file = resolve(root, folder, name);
      const text = readFileSync(file, "utf8");
      const specifiers = [
        ...text.matchAll(/(?:^|\n)(?:import|export)[^;]*?from "([^"]+)"|import\("([^"]+)"\)/g),
      ];
      return specifiers.map(([, still, lazy]) => {
        const specifier = still ?? lazy ?? "";
        const target = specifier.startsWith(".")
          ? relative(root, resolve(dirname(file), specifier))
          : specifier;
        return { file: relative(root, file), target };
      });
    });
}

const isIn = (target: string, folder: string) => target === folder || target.startsWith(`${folder}/`);

describe.each(Object.entries(rooms))("%s", (room, { from, packages }) => {
  const outside = importsOf(room).filter(
    ({ target }) => !target.startsWith("node:") && !isIn(target, room) && target !== `${room}.js`,
  );

  it("imports nothing but what is below it", () => {
    const allowed = [...from, ...packages];
    const others = outside.filter(({ target }) => !allowed.some((folder) => isIn(target, folder)));
    expect(others).toEqual([]);
  });

  it("is allowed nothing that it does not import", () => {
    const unused = [...from, ...packages].filter(
      (folder) => !outside.some(({ target }) => isIn(target, folder)),
    );
    expect(unused).toEqual([]);
  });
});

describe("codegen", () => {
  const imports = importsOf("codegen");

  it("knows nothing of src, cli and generated code", () => {
    expect(imports.filter(({ target }) => /^(src|cli|generated|schemas)\//.test(target))).toEqual([]);
  });

  it("knows the package stratum in its mock server and its commands only", () => {
    const others = imports.filter(({ target }) => isIn(target, "stratum"));
    expect(others.filter(({ file }) => !/^codegen\/(mock|cli|commands)\//.test(file))).toEqual([]);
  });

  it("knows ts-morph and json-schema-to-typescript in emit and, to edit a user's code, in rewrite only", () => {
    const printers = imports.filter(({ target }) => /^(ts-morph|json-schema-to-typescript)$/.test(target));
    expect(printers.filter(({ file }) => !/^codegen\/(emit|rewrite)\//.test(file))).toEqual([]);
  });

  it("loads what edits a user's code when a flag or a command asks for it only", () => {
    const entries = ["generate", "method", "migrate"].map((name) => `codegen/commands/${name}.ts`);
    const early = entries.flatMap((entry) => reachableFrom(entry, { later: false }));
    expect(early.filter((name) => /^codegen\/rewrite\/|^ts-morph$/.test(name))).toEqual([]);
  });
});

/** The files and packages that an entry leads to, at once and, where wanted, later. */
function reachableFrom(entry: string, { later = true } = {}): string[] {
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(resolve(root, file), "utf8").replace(/^(import|export) type [^;]*;/gm, "");
    for (const [, still, lazy] of text.matchAll(/from "([^"]+)"|import\("([^"]+)"\)/g)) {
      if (still === undefined && !later) continue;
      const specifier = still ?? lazy ?? "";
      if (specifier.startsWith("."))
        follow(relative(root, resolve(root, dirname(file), specifier.replace(/\.js$/, ".ts"))));
      else seen.add(specifier);
    }
  };
  follow(entry);
  return [...seen];
}

describe("the client's entry", () => {
  it("leads to no generator, no command line and no compiler", () => {
    const forbidden = reachableFrom("src/client.ts").filter((name) =>
      /^(codegen|cli|schemas)\/|^(typebox|ajv|ts-morph|@oclif|typescript|jiti)/.test(name),
    );
    expect(forbidden).toEqual([]);
  });
});

describe("the development chain", () => {
  it.each(["src/index.ts", "src/client.ts", "src/daemon/index.ts", "src/pool/index.ts"])(
    "is not reachable from %s",
    (entry) => {
      expect(reachableFrom(entry).filter((file) => file.startsWith("src/dev-chain/"))).toEqual([]);
    },
  );
});

describe("the package stratum", () => {
  const { dependencies } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8"));
  const packages = [...importsOf("src"), ...importsOf("cli")].filter(
    ({ target }) => !/^(node:|src|cli|generated)/.test(target),
  );

  it("depends on what it imports, and on nothing else", () => {
    const imported = packages.filter(({ file }) => !file.startsWith("cli/packages/"));
    expect([...new Set(imported.map(({ target }) => target))].sort()).toEqual(
      Object.keys(dependencies).sort(),
    );
  });

  it("has the packages of its command line built in", () => {
    const builtIn = packages.filter(({ file }) => file.startsWith("cli/packages/"));
    expect(builtIn.map(({ target }) => target).sort()).toEqual(["@oclif/core", "log-update"]);
  });
});

describe("create-stratum", () => {
  it("has no dependency, and imports none", () => {
    const { dependencies } = JSON.parse(
      readFileSync(resolve(root, "cli/create-stratum/package.json"), "utf8"),
    );
    expect(dependencies).toBeUndefined();
    const imports = importsOf("cli/create-stratum/src");
    const others = imports.filter(({ target }) => !/^(node:|cli\/create-stratum\/)/.test(target));
    expect(imports.length).toBeGreaterThan(5);
    expect(others).toEqual([]);
  });
});

describe("what a schema module imports", () => {
  it("loads TypeBox and nothing else that is heavy", () => {
    // The package's own name is in the text of a scaffold.
    const packages = reachableFrom("codegen/index.ts", { later: false }).filter(
      (name) => !name.endsWith(".ts") && !/^(node:|stratum-codegen)/.test(name),
    );
    expect(packages).toEqual(["typebox"]);
  });
});
