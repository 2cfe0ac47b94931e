import { HelpRequested } from './flags.js';
import { sentenceFor } from './user-error.js';

export interface RunMainOptions {
  /** The program's name, before its error messages. */
  readonly name?: string;
  readonly write?: (text: string) => void;
  readonly exit?: (code: number) => void;
  /** What `--help` prints. */
  readonly help?: () => string;
  readonly print?: (text: string) => void;
}

/**
 * Runs a program and decides how it ends. What people can put right is one sentence on standard error; a defect keeps its stack trace.
 * A program that returns a number ends with that code; one that returns nothing ends when nothing keeps it alive.
 */
export async function runMain(main: () => Promise<number | void>, options: RunMainOptions = {}): Promise<void> {
  const { name, write = (text) => void process.stderr.write(text), print = (text) => void process.stdout.write(text), exit = (code) => process.exit(code) } = options;
  const prefix = name ? `${name}: ` : '';
  try {
    const code = await main();
    if (typeof code === 'number') exit(code);
  } catch (error) {
    if (error instanceof HelpRequested && options.help) {
      print(options.help());
      return exit(0);
    }
    const sentence = sentenceFor(error);
    if (sentence) {
      write(`${prefix}${sentence.message}\n`);
      return exit(sentence.exitCode);
    }
    write(`${prefix}unexpected error: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    exit(70);
  }
}
