import type { Wire } from '../../wire/layout.js';

export interface Entry { readonly wire: Wire; readonly stored: number; readonly expires: number }

/** Least recently written entries leave first when it is full; expired ones when they are met. */
export class Store {
  private readonly entries = new Map<string, Entry>();
  constructor(private readonly capacity: number) {}
  get size(): number { return this.entries.size; }

  get(key: string, now: number): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry && entry.expires <= now) { this.entries.delete(key); return undefined; }
    return entry;
  }

  /** Returns whether another entry had to leave. */
  set(key: string, entry: Entry): boolean {
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size <= this.capacity) return false;
    this.entries.delete(this.entries.keys().next().value!);
    return true;
  }
}
