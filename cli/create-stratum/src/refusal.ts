/** Why no project is created. Its message is printed as it is, without a stack. */
export class Refusal extends Error {
  /** Exit code: 2 for wrong arguments, 1 for a folder that can't be used, 130 where the user canceled. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
