import { nearest } from '@kubets/component/nearest';
import { UserError } from '@kubets/component/user-error';
import type { Command } from './command.js';

/** The command that the arguments name, and what is left for it. The first argument is a command unless it is a flag. @throws UserError */
export function chooseCommand(argv: readonly string[], commands: readonly Command[], fallback: Command): { readonly command: Command; readonly argv: readonly string[] } {
  const [first] = argv;
  if (first === undefined || first.startsWith('-')) return { command: fallback, argv };
  const command = commands.find(({ name }) => name === first);
  if (command) return { command, argv: argv.slice(1) };
  const names = commands.map(({ name }) => name);
  const near = nearest(first, names);
  throw new UserError(`there is no command ${JSON.stringify(first)}${near ? `; did you mean ${near}?` : `; there are: ${names.join(', ')}`}`, 2);
}

/** Commands take flags only. @throws UserError */
export function refuseMore(rest: readonly string[]): void {
  if (rest.length > 0) throw new UserError(`${JSON.stringify(rest[0])} is neither a flag nor a value of one; see --help`, 2);
}

/** The commands as lines of a help text. */
export const commandList = (commands: readonly Command[]): string => commands.map(({ name, summary }) => `  ${name.padEnd(8)}${summary}`).join('\n');
