import { unauthorized } from '@kubets/apimachinery/errors/status';
import type { Authenticator } from './authenticator.js';
import { bearerOf } from './service-account-tokens.js';

/** Comes last: who shows a token that nobody knows is refused, not taken for an anonymous caller. */
export const unknownTokens: Authenticator = {
  name: 'unknown-token',
  async authenticate(request) {
    if (bearerOf(request)) throw unauthorized();
    return undefined;
  },
};
