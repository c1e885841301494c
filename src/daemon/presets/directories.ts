import { homedir } from "node:os";
import { join } from "node:path";
import type { CoinPreset } from "./preset.js";

/** Where a platform keeps data directories. */
export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** `%APPDATA%`, on Windows. */
  readonly appData?: string | undefined;
}

/** The default data directory of a coin's daemon. */
export function defaultDatadir(
  { directory }: Pick<CoinPreset, "directory">,
  { platform, home, appData }: Platform = {
    platform: process.platform,
    home: homedir(),
    appData: process.env.APPDATA,
  },
): string {
  if (platform === "win32") return join(appData ?? join(home, "AppData", "Roaming"), directory.others);
  if (platform === "darwin") return join(home, "Library", "Application Support", directory.others);
  return join(home, directory.linux);
}
