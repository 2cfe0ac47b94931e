export interface Token { readonly text: string; readonly line: number; readonly quoted: boolean }

/** A mistake in a Corefile; the message names the line and what would be right. */
export class CorefileError extends Error {
  override readonly name = 'CorefileError';
  constructor(readonly line: number, message: string) { super(`Corefile:${line}: ${message}`); }
}

/**
 * Words of a Corefile: separated by space, `#` starts a comment where a word could start, `"…"` holds spaces, `\"` a quote.
 * `{$NAME}` and `{%NAME%}` are replaced from the environment, by nothing when unset.
 */
export function tokens(source: string, env: Readonly<{ [name: string]: string | undefined }>): Token[] {
  const out: Token[] = [];
  source.split('\n').forEach((text, index) => line(text, index + 1, env, out));
  return out;
}

const WORD = /\s*(?:#.*|"((?:[^"\\]|\\.)*)"|"|((?:\{\$\w+\}|\{%\w+%\}|[^\s"])+))/y;

function line(text: string, number: number, env: Readonly<{ [name: string]: string | undefined }>, out: Token[]): void {
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found; found = WORD.exec(text)) {
    const [all, quoted, word] = found;
    if (quoted !== undefined) out.push({ text: quoted.replaceAll(/\\(.)/g, '$1'), line: number, quoted: true });
    else if (word !== undefined) { const value = substitute(word, env); if (value !== '') out.push({ text: value, line: number, quoted: false }); }
    else if (all.trim() === '"') throw new CorefileError(number, 'a quote is opened and never closed; close it on the same line');
  }
}

const substitute = (word: string, env: Readonly<{ [name: string]: string | undefined }>): string =>
  word.replaceAll(/\{\$(\w+)\}|\{%(\w+)%\}/g, (_, unix: string | undefined, other: string | undefined) => env[unix ?? other ?? ''] ?? '');
