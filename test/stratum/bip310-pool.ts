import { RpcError } from "../../src/rpc/index.js";
import { rollVersion, toHexU32 } from "../../src/work/index.js";
import { job, startServer } from "./servers.js";

/** Every hash is a share. */
const difficulty = 1e-12;

/**
 * A pool that keeps to BIP310: who negotiated version rolling submits a sixth parameter from then on, with bits
 * inside the mask, and who did not submits five.
 */
export async function startBip310Pool({ port = 0, mask = 0x1fffe000, version = "20000000" } = {}) {
  let current = mask;
  const negotiated = new Set<string>();
  const pool = await startServer({
    port,
    difficulty,
    versionMask: () => current,
    interceptors: [
      ({ method, context: { session } }, next) => {
        if (method.name === "mining.configure" && current !== 0) negotiated.add(session.id);
        return next();
      },
    ],
    handlers: {
      "mining.submit": ({ versionBits }, { session }) => {
        submitted.push(versionBits);
        if (negotiated.has(session.id) !== (versionBits !== undefined))
          throw new RpcError("LOW_DIFFICULTY", "bad-version");
        const bits = Number.parseInt(versionBits ?? "0", 16);
        if ((bits & ~current) !== 0) throw new RpcError("LOW_DIFFICULTY", "bad-version");
        const mined = versionBits === undefined ? Number.parseInt(version, 16) : undefined;
        versions.push(toHexU32(mined ?? rollVersion(Number.parseInt(version, 16), current, bits)));
        return true;
      },
    },
  });
  /** The sixth parameters that came. */
  const submitted: (string | undefined)[] = [];
  /** The versions of the headers that shares stand for. */
  const versions: string[] = [];
  pool.server.on("ready", (session) => session.send.mining.notify({ ...job, version }));
  return {
    ...pool,
    submitted,
    versions,
    /** Gives everybody another mask. */
    setMask: (next: number) => {
      current = next;
      for (const session of pool.server.sessions)
        session.send.mining.setVersionMask({ mask: toHexU32(next) });
    },
  };
}
