import { createProject, parse } from "./parse.js";

/** What is to be known of a method to write a first handler for it. */
export interface Contract {
  /** On the wire: `mining.set_difficulty`. */
  readonly name: string;
  /** The type of its parameters, a name that the generated index exports; undefined where it has none. */
  readonly params?: string;
  readonly summary?: string;
  /** Whether a server may go without its handler. */
  readonly optional: boolean;
}

/** Reads a generated `handlers.ts`: what a server must have a handler for. */
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
