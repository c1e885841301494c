import type { MinerConnection } from "../../generated/notify/index.js";
import type { PoolSession } from "../pool/solo-pool-options.js";
import type { Sessions } from "../stratum/sessions.js";

/** The connected miners, as the result of the RPC port's `mining.connections`. */
export function minerConnections(sessions: Sessions<PoolSession>): MinerConnection[] {
  return [...sessions].map(
    ({ id, remoteAddress, userAgent, workers, difficulty, counters, connectedAt }) => ({
      id,
      remoteAddress,
      ...(userAgent !== undefined && { userAgent }),
      workers: [...workers],
      difficulty,
      accepted: counters.accepted,
      refused: counters.refused,
      connectedAt,
    }),
  );
}
