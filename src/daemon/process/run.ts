import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RpcError } from "../../rpc/index.js";
import { type CommandLineOptions, commandLine, environment } from "./command-line.js";
import { type DaemonEnd, exitReason } from "./exit-reason.js";
import { readLastLines } from "./last-lines.js";
import { type LaunchedProcess, launch, type ProcessEnd } from "./launch.js";
import { findProgram } from "./program.js";
import type { DaemonSettings } from "./settings.js";

/** Options of a daemon's process. */
export interface RunOptions extends CommandLineOptions {
  /** The program. Default: the preset's, looked up in PATH. */
  readonly path?: string;
  /** Added to the environment of the daemon and of the commands that it runs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it keeps running when this process exits or its terminal is interrupted. Default: false. */
  readonly detached?: boolean;
}

/** A daemon's process. */
export interface RunningDaemon extends Omit<LaunchedProcess, "end"> {
  readonly program: string;
  readonly end: Promise<DaemonEnd>;
}

/** Lines of debug.log that an exit includes. */
const logLines = 10;

/**
 * Starts a daemon's process without waiting until it answers.
 *
 * @throws RpcError `INVALID_OPTION` if the program or the datadir's parent is missing, `DAEMON_EXITED`
 *   if the system can't run it.
 */
export async function run(settings: DaemonSettings, options: RunOptions): Promise<RunningDaemon> {
  const { coin, datadir } = settings;
  const program = findProgram(options.path === undefined ? coin.programs : [options.path]);
  const args = commandLine(settings, options);
  await makeDatadir(datadir);
  const { env, detached = false } = options;
  const launched = await launch(program, args, { env: environment(options, env), detached });
  return { ...launched, program, end: launched.end.then((end) => describe(settings, end)) };
}

/** Doesn't create parent folders: if a disk isn't mounted, the chain would be downloaded to another one. */
async function makeDatadir(datadir: string): Promise<void> {
  try {
    await mkdir(datadir);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "EEXIST") return;
    const why =
      code === "ENOENT"
        ? `the folder ${dirname(datadir)} does not exist: create it, or mount the disk`
        : String(cause);
    throw new RpcError("INVALID_OPTION", `can't create the datadir ${datadir}: ${why}`, { cause });
  }
}

async function describe({ netDirectory }: DaemonSettings, end: ProcessEnd): Promise<DaemonEnd> {
  const log = await readLastLines(join(netDirectory, "debug.log"), logLines);
  const reason = exitReason(end.code, end.signal, [...end.stderr, ...log].join("\n"));
  return { ...end, log, reason };
}
