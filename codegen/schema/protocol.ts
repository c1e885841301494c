/** What a folder of schemas is called. */
export interface ProtocolFacts {
  /** For people: `Stratum V1`. */
  title: string;
  /** The version of the protocol's description, not of the generator. */
  version: string;
  description?: string;
}

/** What the default export of `schemas/protocol.ts` is. */
export interface ProtocolDefinition extends ProtocolFacts {
  readonly kind: "protocol";
}

/** Names the protocol that a folder of schemas describes. Default: the folder's name, version 0.0.0. */
export function protocol(facts: ProtocolFacts): ProtocolDefinition {
  return { kind: "protocol", ...facts };
}
