import type { Readable } from 'node:stream';

export interface TerminalSize { readonly columns: number; readonly rows: number }

/** No size is longer; text that is must be something else. */
const MAX_HELD = 1024;

/**
 * Cuts sizes out of a stream of JSON objects like `{"Width":80,"Height":24}`, which may come in pieces or several at once.
 * The objects are flat, so a closing brace ends one. Whatever is not a size is skipped.
 */
export class SizeParser {
  #held = '';

  push(chunk: Buffer): TerminalSize[] {
    const parts = (this.#held + chunk.toString('latin1')).split('}');
    this.#held = (parts.pop() ?? '').slice(-MAX_HELD);
    return parts.flatMap((text) => parseSize(`${text}}`) ?? []);
  }
}

function parseSize(text: string): TerminalSize | undefined {
  try {
    const { Width: columns, Height: rows } = JSON.parse(text) as { Width?: unknown; Height?: unknown };
    return isSize(columns) && isSize(rows) ? { columns, rows } : undefined;
  } catch {
    return undefined;
  }
}

const isSize = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffff;

export function readSizes(source: Readable, onSize: (size: TerminalSize) => void): void {
  const parser = new SizeParser();
  source.on('data', (chunk: Buffer) => { for (const size of parser.push(chunk)) onSize(size); });
}
