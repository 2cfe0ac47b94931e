const QUOTE = 34;
const BACKSLASH = 92;

export interface Scan {
  /** Members of all objects in the text, each occurrence counted. */
  readonly members: number;
  /** How deep objects and lists are nested. */
  readonly depth: number;
}

/** Counts members and nesting of a JSON text without parsing it; what is inside strings does not count. The text must be valid JSON. */
export function scanJson(text: string): Scan {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        i = endOfString(text, i);
        break;
      case 58: // :
        members++;
        break;
      case 123: // {
      case 91: // [
        if (++depth > deepest) deepest = depth;
        break;
      case 125: // }
      case 93: // ]
        depth--;
        break;
    }
  }
  return { members, depth: deepest };
}

/** The position of the quote that closes the string opened at `open`. */
export function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
