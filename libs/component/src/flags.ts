import { reasonOf } from '@kubets/client/error-code';
import { fileValue, parseValue, type FlagType, type FlagValues } from './flag-values.js';
import { flagHelp } from './flag-help.js';
import { nearest } from './nearest.js';
import { UserError } from './user-error.js';

/** One flag; its name is the key under which it stands, as on the command line without dashes. */
export interface FlagDefinition<T extends FlagType = FlagType> {
  readonly type: T;
  /** Absent: the flag is `undefined` unless given. */
  readonly default?: FlagValues[T];
  readonly description: string;
  /** Environment variable; `KUBETS_<NAME>` always works. */
  readonly env?: string;
  /** For `string`: the values allowed. */
  readonly choices?: readonly string[];
  /** In the help, such as `file`; else the type. */
  readonly placeholder?: string;
  /** Must be given one way or another. */
  readonly required?: boolean;
  /** Accepted, but not shown in the help. */
  readonly hidden?: boolean;
}

export type FlagDefinitions = Readonly<Record<string, FlagDefinition>>;

type Given<D extends FlagDefinition> = D extends { readonly default: unknown } | { readonly required: true } ? FlagValues[D['type']] : FlagValues[D['type']] | undefined;

/** Parsed values under the flags' names. */
export type Flags<D extends FlagDefinitions> = { readonly [K in keyof D]: Given<D[K]> };

export interface ParsedFlags<D extends FlagDefinitions> {
  readonly values: Flags<D>;
  /** Arguments that are no flags, in order, and all that follows `--`. */
  readonly rest: readonly string[];
  /** Flags that somebody set, wherever: the rest are defaults. */
  readonly given: ReadonlySet<string>;
}

export interface FlagSet<D extends FlagDefinitions> {
  readonly definitions: D;
  /**
   * Precedence: command line, then environment, then the file named by `--config`, then defaults.
   * @throws UserError with exit code 2 and one sentence; {@link HelpRequested} for `--help`
   */
  parse(argv: readonly string[], env?: Readonly<Record<string, string | undefined>>): Promise<ParsedFlags<D>>;
  help(usage: string): string;
}

/** `--help` was given: print the help and end with success. */
export class HelpRequested extends Error { override readonly name = 'HelpRequested'; }

const envName = (name: string): string => `KUBETS_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

/** Flags that every component has. */
export const COMMON_FLAGS = {
  v: { type: 'int', default: 0, description: 'Verbosity of the log; higher is more.', placeholder: 'level' },
  'logging-format': { type: 'string', default: 'text', choices: ['text', 'json'], description: 'Form of the log lines.' },
} as const satisfies FlagDefinitions;

export function defineFlags<const D extends FlagDefinitions>(definitions: D): FlagSet<D> {
  return { definitions, parse: (argv, env = process.env) => parse(definitions, argv, env), help: (usage) => flagHelp(usage, definitions, envName) };
}

async function parse<D extends FlagDefinitions>(definitions: D, argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<ParsedFlags<D>> {
  const { flags, rest, config } = commandLine(definitions, argv, env);
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(definitions)) if (definition.default !== undefined) values[name] = definition.default;
  const file = config ? await configFile(config, definitions) : {};
  const given = { ...file, ...environment(definitions, env), ...flags };
  Object.assign(values, given);
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.required && values[name] === undefined) throw new UserError(`--${name} is needed: ${definition.description} It can also be set as ${definition.env ?? envName(name)}`, 2);
  }
  return { values: values as Flags<D>, rest, given: new Set(Object.keys(given)) };
}

function environment(definitions: FlagDefinitions, env: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, { type, choices, env: own }] of Object.entries(definitions)) {
    const variable = [envName(name), own].find((each) => each !== undefined && env[each] !== undefined && env[each] !== '');
    if (variable) out[name] = parseValue(type, env[variable]!, `the environment variable ${variable}`, choices);
  }
  return out;
}

async function configFile(path: string, definitions: FlagDefinitions): Promise<Record<string, unknown>> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`the configuration file ${path} cannot be read: ${reasonOf(error)}`, 2);
  });
  let content: unknown;
  try {
    content = (await import('yaml')).parse(text) ?? {};
  } catch (error) {
    throw new UserError(`the configuration file ${path} is not valid YAML: ${reasonOf(error).split('\n')[0]}`, 2);
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) throw new UserError(`the configuration file ${path} must hold a map of flag names to values`, 2);
  return Object.fromEntries(Object.entries(content).map(([name, value]) => {
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (!definition) throw new UserError(`the configuration file ${path} sets "${name}", which is not a flag${meant(name, definitions, '')}`, 2);
    return [name, fileValue(definition.type, value, `"${name}" in ${path}`, definition.choices)];
  }));
}

const meant = (name: string, definitions: FlagDefinitions, dashes = '--'): string => {
  const near = nearest(name, [...Object.keys(definitions), 'config', 'help']);
  return near ? `; did you mean ${dashes}${near}?` : '; see --help';
};

/** Known to every flag set that has no flag of that name itself. */
const CONFIG: FlagDefinition = { type: 'string', description: 'YAML file with values by flag name.', placeholder: 'file' };

interface CommandLine { readonly flags: Record<string, unknown>; readonly rest: string[]; readonly config: string | undefined }

/** `--flag=value`, `--flag value`, `--flag` and `--no-flag` for booleans, `-v=2`; a list given twice is joined. */
function commandLine(definitions: FlagDefinitions, argv: readonly string[], env: Readonly<Record<string, string | undefined>>): CommandLine {
  const flags: Record<string, unknown> = {};
  const rest: string[] = [];
  let config = env['KUBETS_CONFIG'] || undefined;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--') { rest.push(...argv.slice(at + 1)); break; }
    if (!/^--?[^-]/.test(word)) { rest.push(word); continue; }
    const [, name = '', inline] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === 'help' || name === 'h') throw new HelpRequested('help was asked for');
    const own = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const definition: FlagDefinition | undefined = own ?? (name === 'config' ? CONFIG : undefined);
    if (!definition) {
      const negated = name.startsWith('no-') ? name.slice(3) : '';
      if (negated && inline === undefined && Object.hasOwn(definitions, negated) && definitions[negated]?.type === 'boolean') { flags[negated] = false; continue; }
      throw new UserError(`there is no flag --${name}${meant(name, definitions)}`, 2);
    }
    let value = inline;
    if (value === undefined && definition.type === 'boolean') value = 'true';
    if (value === undefined) {
      const next = argv[at + 1];
      // A negative number is a value, another flag is not.
      if (next === undefined || (next.startsWith('-') && !/^-\d/.test(next) && next !== '-')) throw new UserError(`--${name} needs a value: --${name}=<${definition.placeholder ?? definition.type}>`, 2);
      value = next;
      at++;
    }
    if (!own) { config = value; continue; }
    const parsed = parseValue(own.type, value, `--${name}`, own.choices);
    if (own.type === 'list' && flags[name]) flags[name] = [...flags[name] as string[], ...parsed as string[]];
    else if (own.type === 'map' && flags[name]) flags[name] = { ...flags[name], ...parsed as object };
    else flags[name] = parsed;
  }
  return { flags, rest, config };
}
