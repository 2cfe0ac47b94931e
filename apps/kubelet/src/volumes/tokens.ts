import type { Clock } from '../clock.js';
import type { ObjectReader, TokenWish } from '../objects/object-reader.js';

interface Held { readonly token: string; readonly issuedAt: number; readonly expiresAt: number }

const DAY_MS = 24 * 3600_000;
const RENEWAL_SHARE = 0.8;

/** Service account tokens in use on the node; renewed after 80 % of their life or a day, whichever is sooner (KEP-1205). */
export class TokenCache {
  private readonly held = new Map<string, Held>();
  constructor(private readonly objects: ObjectReader, private readonly clock: Clock) {}

  /** `renewAt` is when to ask again, in milliseconds since the epoch. */
  async get(wish: TokenWish): Promise<{ token: string; renewAt: number }> {
    const key = JSON.stringify(wish);
    const now = this.clock.now();
    const found = this.held.get(key);
    if (found && now < renewalOf(found)) return { token: found.token, renewAt: renewalOf(found) };
    try {
      const fresh: Held = { ...(await this.objects.serviceAccountToken(wish)), issuedAt: now };
      this.held.set(key, fresh);
      return { token: fresh.token, renewAt: renewalOf(fresh) };
    } catch (error) {
      // An old token that is still good beats none; try again soon.
      if (found && now < found.expiresAt) return { token: found.token, renewAt: now + 60_000 };
      throw error;
    }
  }

  forgetPod(uid: string): void {
    for (const key of this.held.keys()) if ((JSON.parse(key) as TokenWish).pod.uid === uid) this.held.delete(key);
  }
}

const renewalOf = ({ issuedAt, expiresAt }: Held): number => Math.min(issuedAt + DAY_MS, issuedAt + (expiresAt - issuedAt) * RENEWAL_SHARE);
