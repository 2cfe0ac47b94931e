import { certs } from './certs.js';
import type { Command } from './command.js';
import { start } from './start.js';

/** What runs when no command is named. */
export const DEFAULT_COMMAND: Command = start;

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  start,
  certs,
];
