import { runMain } from '@kubets/component/main';
import type { Command } from './commands/command.js';
import { chooseCommand, commandList } from './commands/choose.js';
import { COMMANDS, DEFAULT_COMMAND } from './commands/commands.cfg.js';

let command: Command = DEFAULT_COMMAND;

await runMain(async () => {
  const chosen = chooseCommand(process.argv.slice(2), COMMANDS, DEFAULT_COMMAND);
  ({ command } = chosen);
  return command.run(chosen.argv);
}, { name: 'kubets', help: () => `${command.help()}\nCommands:\n${commandList(COMMANDS)}\n` });
