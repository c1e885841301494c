/** Why no project is created. The message is printed without a stack. */
export class Refusal extends Error {
  /** Exit code: 2 for wrong arguments, 1 for a folder that can't be used, 130 if the user canceled. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
