import { ipFamily, parseIp, reverseName } from '@kubets/networking/ip/address';
import { formatCidr, parseCidr } from '@kubets/networking/ip/cidr';
import { CorefileError, tokens, type Token } from './tokens.js';

/** A line of a plugin's block, such as `ttl 30`. */
export interface Property { readonly name: string; readonly args: readonly string[]; readonly line: number }

/** A line of a server block, with its own block if it has one. */
export interface Directive { readonly name: string; readonly args: readonly string[]; readonly block: readonly Property[]; readonly line: number }

/** What is served for some zones at some port. */
export interface ServerBlock {
  /** Lower case, without the final dot; empty for the root. */
  readonly zones: readonly { readonly zone: string; readonly port: number }[];
  readonly directives: readonly Directive[];
}

/** Parses a Corefile. @throws CorefileError */
export function parseCorefile(source: string, env: Readonly<{ [name: string]: string | undefined }> = process.env): ServerBlock[] {
  const reader = new Reader(tokens(source, env));
  const blocks: ServerBlock[] = [];
  while (!reader.done) blocks.push(serverBlock(reader));
  unique(blocks);
  return blocks;
}

class Reader {
  private at = 0;
  constructor(private readonly all: readonly Token[]) {}
  get done(): boolean { return this.at >= this.all.length; }
  get line(): number { return (this.all[this.at] ?? this.all.at(-1))?.line ?? 1; }
  peek(): Token | undefined { return this.all[this.at]; }
  next(): Token { const token = this.all[this.at++]; if (!token) throw new CorefileError(this.line, 'the file ends inside a block; add "}"'); return token; }
  is(text: string): boolean { const token = this.peek(); return token?.text === text && !token.quoted; }
  /** The words up to the end of the line or a brace. */
  rest(line: number): string[] {
    const out: string[] = [];
    while (this.peek()?.line === line && !this.is('{') && !this.is('}')) out.push(this.next().text);
    return out;
  }
}

function serverBlock(reader: Reader): ServerBlock {
  const zones: { zone: string; port: number }[] = [];
  const { line } = reader;
  while (!reader.is('{')) {
    if (reader.done || reader.is('}')) throw new CorefileError(reader.line, 'a server block needs "{" after its zones');
    zones.push(...reader.next().text.split(',').filter((text) => text !== '').map((text) => zoneOf(text, line)));
  }
  if (zones.length === 0) throw new CorefileError(line, 'a server block needs a zone before "{"; "." stands for all');
  reader.next();
  const directives: Directive[] = [];
  while (!reader.is('}')) directives.push(directive(reader));
  reader.next();
  return { zones, directives };
}

function directive(reader: Reader): Directive {
  const { text: name, line } = reader.next();
  const args = reader.rest(line);
  const block: Property[] = [];
  if (reader.is('{') && reader.peek()?.line === line) {
    reader.next();
    while (!reader.is('}')) { const word = reader.next(); block.push({ name: word.text, args: reader.rest(word.line), line: word.line }); if (reader.is('{')) throw new CorefileError(word.line, `"${word.text}" of ${name} has no block of its own`); }
    reader.next();
  }
  return { name, args, block, line };
}

/** `.:53`, `dns://example.org`, `10.0.0.0/24`; port 53 unless given. */
function zoneOf(text: string, line: number): { zone: string; port: number } {
  const bare = text.replace(/^dns:\/\//, '');
  if (/^\w+:\/\//.test(bare)) throw new CorefileError(line, `${JSON.stringify(text)} asks for a transport that is not served; use dns://`);
  const [, name = '', digits] = /^(.*?)(?::(\d+))?$/.exec(bare) ?? [];
  const port = digits === undefined ? 53 : Number(digits);
  if (port > 65_535) throw new CorefileError(line, `port ${port} is out of bounds; use 0 to 65535`);
  return { zone: zoneName(name, line), port };
}

/** Canonical zone name of a domain or of an address range, whose reverse zone is meant. */
export function zoneName(text: string, line: number): string {
  if (text.includes('/') && ipFamily(text.slice(0, text.indexOf('/'))) !== undefined) return reverseZone(text, line);
  const name = text.toLowerCase().replace(/\.$/, '');
  if (name !== '' && !/^[^.\s]{1,63}(\.[^.\s]{1,63})*$/.test(name)) throw new CorefileError(line, `${JSON.stringify(text)} is not a zone; write it as example.org, 10.0.0.0/24 or "."`);
  return name;
}

function reverseZone(text: string, line: number): string {
  const cidr = parseCidr(text);
  const step = cidr.family === 4 ? 8 : 4;
  if (cidr.prefix % step !== 0) throw new CorefileError(line, `${formatCidr(cidr)} does not end at a label of reverse DNS; use a prefix that ${step} divides`);
  const labels = reverseName(parseIp(formatCidr(cidr).split('/')[0]!)).split('.');
  return labels.slice((cidr.family === 4 ? 4 : 32) - cidr.prefix / step).join('.');
}

function unique(blocks: readonly ServerBlock[]): void {
  const seen = new Set<string>();
  for (const block of blocks) for (const { zone, port } of block.zones) {
    const key = `${zone || '.'}:${port}`;
    if (seen.has(key)) throw new CorefileError(block.directives[0]?.line ?? 1, `${key} is served by two blocks; merge them`);
    seen.add(key);
  }
}
