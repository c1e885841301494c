/** Makes untrusted text safe for a terminal: replaces line ends and control characters. */
export function printable(text: string): string {
  return text.replace(/\p{C}+/gu, " ");
}
