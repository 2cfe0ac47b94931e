import { chooseCommand, refuseMore } from './choose.js';
import { COMMANDS, DEFAULT_COMMAND } from './commands.cfg.js';

const choose = (...argv: string[]) => { const { command, argv: left } = chooseCommand(argv, COMMANDS, DEFAULT_COMMAND); return [command.name, ...left]; };

test('the first argument names the command, flags alone mean start', () => {
  expect(choose()).toEqual(['start']);
  expect(choose('--data-dir', 'certs')).toEqual(['start', '--data-dir', 'certs']);
  expect(choose('certs', '--node', 'a')).toEqual(['certs', '--node', 'a']);
});

test('what is no command is refused in one sentence', () => {
  expect(() => choose('cert')).toThrow('there is no command "cert"; did you mean certs?');
  expect(() => choose('zzz')).toThrow('there is no command "zzz"; there are: start, certs');
  expect(() => refuseMore(['now'])).toThrow('"now" is neither a flag nor a value of one; see --help');
});

test('every command explains itself', () => {
  for (const command of COMMANDS) expect(command.help()).toContain('Usage: npm start -- ');
});
