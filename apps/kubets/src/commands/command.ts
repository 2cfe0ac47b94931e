/** What the first argument of the program names. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The text for `--help`. */
  help(): string;
  /** @param argv arguments after the command's name @returns the exit code */
  run(argv: readonly string[]): Promise<number>;
}
