interface Slot<T> { readonly key: string; readonly item: T }

/** A binary heap with keys: the least item by `compare` comes out first, and any item is found and removed by its key. */
export class KeyedHeap<T> {
  readonly #slots: Slot<T>[] = [];
  readonly #places = new Map<string, number>();
  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number { return this.#slots.length; }
  peek(): T | undefined { return this.#slots[0]?.item; }
  get(key: string): T | undefined { const at = this.#places.get(key); return at === undefined ? undefined : this.#slots[at]!.item; }

  /** Adds, or replaces what has the key. */
  push(key: string, item: T): void {
    const at = this.#places.get(key);
    const slot = { key, item };
    if (at === undefined) this.#up(this.#slots.length, slot);
    else this.#settle(at, slot);
  }

  pop(): T | undefined {
    const first = this.#slots[0];
    if (first) this.remove(first.key);
    return first?.item;
  }

  remove(key: string): T | undefined {
    const at = this.#places.get(key);
    if (at === undefined) return undefined;
    const { item } = this.#slots[at]!;
    this.#places.delete(key);
    const last = this.#slots.pop()!;
    if (at < this.#slots.length) this.#settle(at, last);
    return item;
  }

  /** Puts a slot into a place whose content is gone: up if it is less than its parent, else down. */
  #settle(at: number, slot: Slot<T>): void {
    if (at > 0 && this.compare(slot.item, this.#slots[(at - 1) >> 1]!.item) < 0) this.#up(at, slot);
    else this.#down(at, slot);
  }

  #set(at: number, slot: Slot<T>): void { this.#slots[at] = slot; this.#places.set(slot.key, at); }

  #up(from: number, slot: Slot<T>): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.compare(this.#slots[parent]!.item, slot.item) <= 0) break;
      this.#set(at, this.#slots[parent]!);
      at = parent;
    }
    this.#set(at, slot);
  }

  #down(from: number, slot: Slot<T>): void {
    const slots = this.#slots;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= slots.length) break;
      if (child + 1 < slots.length && this.compare(slots[child + 1]!.item, slots[child]!.item) < 0) child++;
      if (this.compare(slot.item, slots[child]!.item) <= 0) break;
      this.#set(at, slots[child]!);
      at = child;
    }
    this.#set(at, slot);
  }
}
