import { createProject, parse } from "./parse.js";

/** A method for which a handler is needed. */
export interface Contract {
  /** On the wire: `mining.set_difficulty`. */
  readonly name: string;
  /** The name of its parameters' type in the generated index; undefined without parameters. */
  readonly params?: string;
  readonly summary?: string;
  /** Whether the handler is optional. */
  readonly optional: boolean;
}

/** Reads a generated `handlers.ts`: the methods of a server. */
export function contractsIn(text: string): Contract[] {
  const source = parse(createProject(), "handlers.ts", text);
  return source
    .getInterfaceOrThrow("ServerMethods")
    .getProperties()
    .map((property) => {
      const [, params] =
        property
          .getTypeNodeOrThrow()
          .getText()
          .match(/^\{\s*params: (\w+);/) ?? [];
      const summary = property.getJsDocs()[0]?.getDescription().trim().split("\n")[0];
      return {
        name: property.getSymbolOrThrow().getName(),
        optional: property.hasQuestionToken(),
        ...(params !== undefined && params !== "NoParams" && { params }),
        ...(summary && { summary }),
      };
    });
}
