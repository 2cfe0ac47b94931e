import { createHash } from 'node:crypto';

/** Longest identifier the kernel takes for sets is 32 bytes on old kernels, 256 now; ours stay readable and below 64. */
const LONGEST = 48;

/** A legal identifier for nft made of any text: readable where possible, made unique by a hash where it had to be changed. */
export function nftName(prefix: string, text: string): string {
  const plain = `${prefix}-${text}`.replaceAll(/[^A-Za-z0-9_.-]/g, '_');
  if (plain === `${prefix}-${text}` && plain.length <= LONGEST) return plain;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `${plain.slice(0, LONGEST - hash.length - 1)}-${hash}`;
}

/** A quoted string for `comment`; at most 128 characters, no quotes inside, as nft has no escapes. */
export const nftComment = (text: string): string => `"${text.replaceAll(/["\n\\]/g, '_').slice(0, 127)}"`;
