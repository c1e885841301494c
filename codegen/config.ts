import { stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import type { Finding } from "./check/finding.js";
import { InvalidSource } from "./check/problem.js";
import { nearest } from "./check/suggestion.js";
import { pointer } from "./document/pointer.js";
import type { GenerateOptions } from "./generate.js";
import { isUrl } from "./load/url.js";

/** One protocol of a project: its inputs and output. Paths are relative to the config file. */
export interface ProtocolConfig extends Omit<GenerateOptions, "inputs"> {
  /** A folder of schema modules, or documents (OpenRPC or a reader's format) as files or URLs. */
  readonly input: string | readonly string[];
}

/** The default export of `stratum.config.ts`. */
export interface Config {
  readonly protocols: readonly ProtocolConfig[];
}

/** The config file's names, in search order. */
export const configFiles = ["stratum.config.ts", "stratum.config.js", "stratum.config.mjs"];

/** Types the default export of `stratum.config.ts`. */
export function defineConfig(config: Config): Config {
  return config;
}

/**
 * Loads a config file, with paths relative to the working folder.
 *
 * @returns Undefined if the folder has no config file.
 * @throws InvalidSource when the file is not a module, or its default export is invalid.
 */
export async function loadConfig(folder = process.cwd()): Promise<GenerateOptions[] | undefined> {
  const file = await firstFile(configFiles.map((name) => resolve(folder, name)));
  if (file === undefined) return undefined;
  const fail = (message: string) =>
    new InvalidSource([
      {
        severity: "error",
        file: relative(process.cwd(), file),
        pointer: "",
        message,
        expected: "export default defineConfig({ protocols: [{ input, output }] })",
        hint: 'import { defineConfig } from "stratum-codegen"',
      },
    ]);
  let config: unknown;
  try {
    const { createJiti } = await import("jiti");
    config = await createJiti(file, { interopDefault: false }).import(file, { default: true });
  } catch (error) {
    throw fail(`the module can't be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isConfig(config)) throw fail("the default export is not a config");
  const faults = configFaults(config);
  if (faults.length > 0) {
    const at = relative(process.cwd(), file);
    throw new InvalidSource(faults.map((fault) => ({ severity: "error", file: at, ...fault })));
  }
  const here = (path: string) =>
    isUrl(path) ? path : relative(process.cwd(), resolve(dirname(file), path)) || ".";
  return config.protocols.map(({ input, output, base, overlays, credentials, ...rest }) => ({
    ...rest,
    inputs: [input].flat().map(here),
    output: here(output),
    ...(base !== undefined && { base: here(base) }),
    ...(overlays !== undefined && { overlays: overlays.map(here) }),
    ...(credentials !== undefined && { credentials: here(credentials) }),
  }));
}

/** All options; a missing one is a compile error. */
const options: Readonly<Record<keyof ProtocolConfig, true>> = {
  ...{ input: true, output: true, base: true, overlays: true, credentials: true, readers: true },
  ...{ only: true, except: true, runtime: true, extension: true, validators: true },
  ...{ emit: true, docs: true, names: true, plugins: true, strict: true },
};
const members = Object.keys(options);
const choices: Record<string, readonly unknown[]> = {
  validators: ["eager", "lazy"],
  names: ["camel", "wire"],
  extension: [".js", ".ts", ""],
};

/** Unknown members, invalid values, output folders shared by two protocols. */
function configFaults(config: Config): Finding[] {
  const outputs = config.protocols.map(({ output }) => resolve(output));
  return [
    ...unknownNames(config, ["protocols"], ""),
    ...config.protocols.flatMap((protocol, index) => {
      const at = pointer("/protocols", index);
      const first = outputs.indexOf(resolve(protocol.output));
      return [
        ...unknownNames(protocol, members, at),
        ...Object.entries(choices).flatMap(([name, known]) => {
          const value: unknown = Reflect.get(protocol, name);
          if (value === undefined || known.includes(value)) return [];
          const message = `${name} is ${JSON.stringify(value)}`;
          return [
            {
              pointer: pointer(at, name),
              message,
              expected: known.map((one) => JSON.stringify(one)).join(", "),
            },
          ];
        }),
        ...(first === index
          ? []
          : [
              {
                pointer: pointer(at, "output"),
                message: `protocol ${first} is also written to ${protocol.output}`,
                expected: "a separate folder for each protocol",
              },
            ]),
      ];
    }),
  ];
}

function unknownNames(value: object, known: readonly string[], at: string): Finding[] {
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return {
        pointer: pointer(at, name),
        message: `${JSON.stringify(name)} is not an option`,
        ...(meant === undefined
          ? { expected: known.join(", ") }
          : { hint: `did you mean ${JSON.stringify(meant)}?` }),
      };
    });
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await stat(path).catch(() => undefined)) return path;
  return undefined;
}

function isConfig(value: unknown): value is Config {
  if (
    typeof value !== "object" ||
    value === null ||
    !("protocols" in value) ||
    !Array.isArray(value.protocols)
  )
    return false;
  return value.protocols.every((protocol: unknown) => {
    return typeof protocol === "object" && protocol !== null && "input" in protocol && "output" in protocol;
  });
}
