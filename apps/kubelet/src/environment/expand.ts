const REFERENCE = /\$(\$|\(([^)]*)\))/g;

/**
 * Replaces `$(NAME)` by its value; `$$` is a literal `$`, so `$$(NAME)` stays as `$(NAME)`. A name that is not known is left as written.
 * Reads left to right and never expands what it has produced.
 */
export const expand = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.replace(REFERENCE, (whole: string, kind: string, name: string | undefined) => (kind === '$' ? '$' : valueOf(name ?? '') ?? whole));
