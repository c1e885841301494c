/** Text that came from others, as it may go to a terminal: without line ends and control sequences. */
export function printable(text: string): string {
  return text.replace(/\p{C}+/gu, " ");
}
