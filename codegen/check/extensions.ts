import type { Finding } from "./finding.js";
import { nearest } from "./suggestion.js";

/** The extensions that the generator reads. */
const own = ["x-by-argument", "x-direction", "x-exact", "x-optional", "x-positions", "x-spread"];

/** An extension whose name is one typo away from an own one: `x-directoin` would turn a method round. */
export function misspelledExtension(key: string, at: string): Finding[] {
  if (!key.startsWith("x-") || own.includes(key)) return [];
  const meant = nearest(key, own, 1);
  if (meant === undefined) return [];
  return [
    {
      pointer: at,
      message: `${JSON.stringify(key)} is an unknown extension`,
      hint: `did you mean ${JSON.stringify(meant)}? choose a less similar name if it is meant for other tools`,
    },
  ];
}
