import type { FlagDefinitions } from './flags.js';

const WIDTH = 100;

const wrapped = (text: string, indent: string): string => {
  const out: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > WIDTH) { out.push(indent + line); line = word; } else line = line ? `${line} ${word}` : word;
  }
  return [...out, indent + line].join('\n');
};

const shown = (value: unknown): string | undefined => {
  if (value === undefined || value === '' || value === false) return undefined;
  if (Array.isArray(value)) return value.length ? value.join(',') : undefined;
  if (value !== null && typeof value === 'object') return Object.entries(value).map(([k, v]) => `${k}=${String(v)}`).join(',') || undefined;
  return String(value);
};

/** The text for `--help`: every flag with its form, meaning, default and environment variable. */
export function flagHelp(usage: string, definitions: FlagDefinitions, envName: (flag: string) => string): string {
  const entries = Object.entries(definitions).filter(([, definition]) => !definition.hidden).map(([name, d]) => {
    const form = d.type === 'boolean' ? `--${name}` : `--${name}=<${d.placeholder ?? d.choices?.join('|') ?? d.type}>`;
    const value = shown(d.default);
    const extras = [d.required ? 'required' : '', value === undefined ? '' : `default ${value}${d.type === 'duration' ? 's' : ''}`, `env ${d.env ?? envName(name)}`];
    return `  ${form}\n${wrapped(`${d.description} (${extras.filter((each) => each).join('; ')})`, '      ')}`;
  });
  return `${usage}\n\nFlags:\n${entries.join('\n')}\n  --config=<file>\n      YAML file with values by flag name; flags and environment win over it. (env KUBETS_CONFIG)\n  --help\n      Show this text.\n`;
}
