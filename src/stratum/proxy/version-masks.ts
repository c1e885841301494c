import type { ToClient } from "../../../generated/stratum/index.js";
import { toHexU32 } from "../../work/index.js";
import type { StratumSession } from "../session.js";

/** A miner that may roll version bits. */
type Roller = Pick<StratumSession<ToClient, unknown>, "versionMask" | "send">;

/** The version bits that a pool grants, limited to those that each miner requested. */
export class VersionMasks {
  /** The pool's version bits. */
  current = 0;
  /** The bits that miners requested: a pool that grants fewer may be followed by one that grants more. */
  readonly #asked = new WeakMap<object, number>();

  /** Updates the pool's bits and notifies the miners that negotiated version rolling. */
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
