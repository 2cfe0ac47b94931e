/** A path below a directory: relative, and without steps upwards. */
export function localPath(text: string): string[] {
  if (text.startsWith('/')) return ['must be a relative path'];
  return text.split('/').includes('..') ? ["must not contain '..'"] : [];
}
