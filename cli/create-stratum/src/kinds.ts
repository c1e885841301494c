/** A kind of project: a folder of `templates/`. */
export interface Kind {
  readonly name: string;
  /** One line, which the project's README starts with. */
  readonly summary: string;
  /** The default port that the project listens on. */
  readonly port: number;
}

/** Every kind of project. The first one is the default. */
export const kinds = [
  { name: "pool", summary: "A solo mining pool: Stratum for miners, jobs from a coin daemon.", port: 3333 },
  { name: "proxy", summary: "A mining proxy: many miners over one connection to a pool.", port: 3334 },
  { name: "service", summary: "A JSON-RPC service: typed methods, called in both directions.", port: 4000 },
] as const satisfies readonly Kind[];

/** The names of all kinds: `pool, proxy, service`. */
export const kindNames = kinds.map(({ name }) => name).join(", ");
