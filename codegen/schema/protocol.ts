/** Title and version of a folder of schemas. */
export interface ProtocolFacts {
  /** The protocol's title: `Stratum V1`. */
  title: string;
  /** The version of the protocol's description, not of the generator. */
  version: string;
  description?: string;
}

/** The default export of `schemas/protocol.ts`. */
export interface ProtocolDefinition extends ProtocolFacts {
  readonly kind: "protocol";
}

/** Sets title and version of the protocol in a folder of schemas. Default: the folder's name, version 0.0.0. */
export function protocol(facts: ProtocolFacts): ProtocolDefinition {
  return { kind: "protocol", ...facts };
}
