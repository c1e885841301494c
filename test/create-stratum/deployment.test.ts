import { describe, expect, it } from "vitest";
import { kinds } from "../../cli/create-stratum/src/kinds.js";
import { projectFiles } from "../../cli/create-stratum/src/templates.js";

/** The instructions of a Dockerfile's stages, continued lines joined. */
function stagesOf(dockerfile: string): string[][] {
  const instructions = dockerfile
    .replaceAll("\\\n", "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const starts = instructions.flatMap((line, index) => (line.startsWith("FROM ") ? [index] : []));
  return starts.map((start, index) => instructions.slice(start, starts[index + 1]));
}

/** The settings of a unit's section. */
function settingsOf(unit: string, section: string): Record<string, string> {
  const [, text = ""] = unit.match(new RegExp(`^\\[${section}\\]\n([^]*?)(?=^\\[|(?![^]))`, "m")) ?? [];
  return Object.fromEntries(
    text
      .split("\n")
      .filter((line) => /^\w/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

describe.each(kinds)("a new $name", (kind) => {
  const files = projectFiles(kind, "my-project", "1.0.0");
  const text = async (path: string) => (await files).get(path) ?? "";

  it("has nothing left to fill in", async () => {
    expect([...(await files)].filter(([path, text]) => `${path}${text}`.includes("{{"))).toEqual([]);
  });

  it("keeps secrets and build results out of git and images", async () => {
    for (const path of [".gitignore", ".dockerignore"])
      expect((await text(path)).split("\n").map((line) => line.replace(/\/$/, ""))).toEqual(
        expect.arrayContaining(["node_modules", "dist", "generated", ".env"]),
      );
  });

  it("has links that lead somewhere", async () => {
    const links = [...(await text("README.md")).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(
      ([, link]) => link,
    );
    expect(links).toContain("DEPLOYMENT.md");
    expect(links.filter((link = "") => !["DEPLOYMENT.md"].includes(link))).toEqual([]);
    expect([...(await files).keys()]).toContain("DEPLOYMENT.md");
  });

  it("documents the environment variables that it reads, with the port's default", async () => {
    const main = await text("src/main.ts");
    const [, destructured = ""] = main.match(/const \{([^}]*)\} =\s+process\.env;/) ?? [];
    const read = [...destructured.matchAll(/\b[A-Z_]+\b/g), ...main.matchAll(/(?<=process\.env\.)[A-Z_]+/g)];
    expect(read.length).toBeGreaterThan(1);
    const readme = await text("README.md");
    expect(read.map(([name]) => name).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(main).toContain(`PORT: port = "${kind.port}"`);
  });

  it("is built in one stage of an image, and runs in another without rights", async () => {
    const [build = [], run = [], ...more] = stagesOf(await text("Dockerfile"));
    expect(more).toEqual([]);
    expect(build).toEqual(
      expect.arrayContaining(["FROM node:24-slim AS build", "RUN npm ci", "RUN npm run build"]),
    );
    expect(run[0]).toBe("FROM node:24-slim");
    expect(run.find((line) => line.startsWith("RUN "))).toMatch(/^RUN npm ci --omit=dev\b/);
    expect(run).toContain(`ENV NODE_ENV=production HOST=0.0.0.0 PORT=${kind.port}`);
    expect(run).toContain(`EXPOSE ${kind.port}`);
    expect(run).toContain("COPY --from=build /app/dist ./dist");
    expect(run.indexOf("USER node")).toBeGreaterThan(run.findLastIndex((line) => line.startsWith("COPY ")));
    expect(run.at(-1)).toBe('CMD ["node", "dist/src/main.js"]');
  });

  it("runs under systemd without rights, and again after a failure", async () => {
    const unit = await text("my-project.service");
    expect(settingsOf(unit, "Unit").Description).toBe(`my-project: ${kind.summary}`);
    expect(settingsOf(unit, "Install")).toEqual({ WantedBy: "multi-user.target" });
    const service = settingsOf(unit, "Service");
    expect(service).toMatchObject({
      WorkingDirectory: "/opt/my-project",
      ExecStart: "/usr/bin/node dist/src/main.js",
      Environment: `NODE_ENV=production HOST=0.0.0.0 PORT=${kind.port}`,
      EnvironmentFile: "-/etc/my-project.env",
      Restart: "on-failure",
      DynamicUser: "yes",
      NoNewPrivileges: "yes",
      ProtectSystem: "strict",
      ProtectHome: "yes",
      CapabilityBoundingSet: "",
    });
    expect(Number(service.LimitNOFILE)).toBeGreaterThanOrEqual(65_536);
    // V8 writes the code that it runs, and asks for protection keys.
    expect(service).not.toHaveProperty("MemoryDenyWriteExecute");
    expect(service.SystemCallFilter).toBe("@system-service @pkey");
  });
});
