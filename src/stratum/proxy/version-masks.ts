import type { ToClient } from "../../../generated/stratum/index.js";
import { toHexU32 } from "../../work/index.js";
import type { StratumSession } from "../session.js";

/** A miner that may roll version bits. */
type Roller = Pick<StratumSession<ToClient, unknown>, "versionMask" | "send">;

/** The version bits that a pool lets roll, for each of a proxy's miners as far as it asked for them. */
export class VersionMasks {
  /** The pool's. */
  current = 0;
  /** What miners got when they asked: a pool that grants less, or nothing, may be followed by one that grants more. */
  readonly #asked = new WeakMap<object, number>();

  /** The pool's bits have changed, or the pool has. Miners are told that ever rolled. */
  change(mask: number, sessions: Iterable<Roller>): void {
    this.current = mask;
    for (const session of sessions) {
      const asked = this.#asked.get(session) ?? session.versionMask;
      if (asked === 0) continue;
      this.#asked.set(session, asked);
      const granted = (asked & mask) >>> 0;
      if (granted !== session.versionMask) session.send.mining.setVersionMask({ mask: toHexU32(granted) });
    }
  }
}
