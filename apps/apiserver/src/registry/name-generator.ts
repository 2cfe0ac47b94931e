import { randomInt } from 'node:crypto';

/** Without vowels and look-alikes, so that no words come out. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Five characters for `metadata.generateName`. */
export const randomSuffix = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
