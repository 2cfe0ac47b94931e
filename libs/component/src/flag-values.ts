import { UserError } from './user-error.js';

export type FlagType = 'string' | 'boolean' | 'int' | 'number' | 'duration' | 'list' | 'map';

/** What a parsed flag is. Durations are seconds. */
export interface FlagValues {
  string: string; boolean: boolean; int: number; number: number; duration: number;
  list: readonly string[]; map: Readonly<Record<string, string>>;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** `1h30m`, `500ms`, or a bare number of seconds. Returns seconds, `undefined` when it is neither. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) seconds += Number(amount) * UNIT_SECONDS[unit!]!;
  return seconds;
}

const wrong = (source: string, value: string, wanted: string): UserError =>
  new UserError(`${source} is ${JSON.stringify(value)}, which is not ${wanted}`, 2);

/** Reads one value from its text form. @param source how the value was given, for the message, such as `--port` */
export function parseValue(type: FlagType, value: string, source: string, choices?: readonly string[]): FlagValues[FlagType] {
  switch (type) {
    case 'string':
      if (choices && !choices.includes(value)) throw wrong(source, value, `one of ${choices.join(', ')}`);
      return value;
    case 'boolean':
      if (/^(true|1|t|yes|on)$/i.test(value)) return true;
      if (/^(false|0|f|no|off)$/i.test(value)) return false;
      throw wrong(source, value, 'true or false');
    case 'int':
      if (!/^[+-]?\d+$/.test(value)) throw wrong(source, value, 'a whole number');
      return Number(value);
    case 'number':
      if (value.trim() === '' || !Number.isFinite(Number(value))) throw wrong(source, value, 'a number');
      return Number(value);
    case 'duration': {
      const seconds = parseDuration(value);
      if (seconds === undefined) throw wrong(source, value, 'a duration such as 30s, 5m or 1h30m');
      return seconds;
    }
    case 'list':
      return value === '' ? [] : value.split(',').map((item) => item.trim());
    case 'map':
      return Object.fromEntries(value.split(',').filter((item) => item !== '').map((item) => {
        const at = item.indexOf('=');
        if (at < 1) throw wrong(source, value, 'a list such as key=value,key2=value2');
        return [item.slice(0, at).trim(), item.slice(at + 1).trim()];
      }));
  }
}

/** A value from a configuration file, where lists, maps, numbers and booleans may be written as such. */
export function fileValue(type: FlagType, value: unknown, source: string, choices?: readonly string[]): FlagValues[FlagType] {
  if (type === 'list' && Array.isArray(value)) return value.map(String);
  if (type === 'map' && value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
  }
  if (value === null || typeof value === 'object') throw wrong(source, JSON.stringify(value), `of type ${type}`);
  return parseValue(type, String(value), source, choices);
}
