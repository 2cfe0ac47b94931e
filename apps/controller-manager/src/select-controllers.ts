import { UserError } from '@kubets/component/user-error';
import { ALIASES, CONTROLLERS, type ControllerEntry } from './controllers.cfg.js';

/**
 * Which controllers run: `*` is all of them, `foo` adds one, `-foo` leaves one out.
 * @throws UserError for a name that no controller has
 */
export function selectControllers(wanted: readonly string[], all: readonly ControllerEntry[] = CONTROLLERS): ControllerEntry[] {
  const names = new Set<string>();
  for (const { name } of all) {
    if (names.has(name)) throw new Error(`there are two controllers "${name}"`);
    names.add(name);
  }
  const canonical = (name: string): string => ALIASES[name] ?? name;
  const given = wanted.map((each) => (each.startsWith('-') ? { name: canonical(each.slice(1)), run: false } : { name: canonical(each), run: true }));
  for (const { name } of given) {
    if (name !== '*' && !names.has(name)) throw new UserError(`"${name}" is not a controller; known: ${[...names].join(', ')}`, 2);
  }
  const everything = given.some(({ name, run }) => name === '*' && run);
  return all.filter(({ name }) => given.find((each) => each.name === name)?.run ?? everything);
}
