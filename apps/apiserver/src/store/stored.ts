import type { KubeObject } from '@kubets/apimachinery/resource/definition';

const METADATA = Buffer.from('"metadata":{');

/**
 * An object as the store has it, and as it is sent: its JSON, with the revision spliced into `metadata`.
 * The store's bytes hold no resourceVersion, since it is known only once they are committed; putting it in is a copy, not a parse.
 */
export class Stored {
  #parsed: WeakRef<KubeObject> | undefined;

  constructor(
    readonly key: string,
    readonly revision: number,
    /** JSON as sent to clients. */
    readonly bytes: Buffer,
  ) {}

  static fromStore(key: string, value: Buffer, revision: number): Stored {
    return new Stored(key, revision, splice(value, revision));
  }

  /** Parsed on first use, and again when memory was needed meanwhile. Shared: never change it. */
  get object(): KubeObject {
    const known = this.#parsed?.deref();
    if (known) return known;
    const object = JSON.parse(this.bytes.toString('utf8')) as KubeObject;
    this.#parsed = new WeakRef(object);
    return object;
  }

  /** Whether these bytes, which have no revision, are what is stored: a write of them would change nothing. */
  holds(value: Buffer): boolean {
    const inserted = this.bytes.length - value.length;
    if (inserted <= 0) return false;
    const at = value.indexOf(METADATA) + METADATA.length;
    return this.bytes.compare(value, 0, at, 0, at) === 0 && this.bytes.compare(value, at, value.length, at + inserted) === 0;
  }

  /** A parsed copy that the caller may change. */
  copy(): KubeObject {
    return JSON.parse(this.bytes.toString('utf8')) as KubeObject;
  }
}

/** Puts `resourceVersion` at the front of `metadata`. */
export function splice(value: Buffer, revision: number): Buffer {
  const at = value.indexOf(METADATA) + METADATA.length;
  const insert = value[at] === 0x7d /* } */ ? `"resourceVersion":"${revision}"` : `"resourceVersion":"${revision}",`;
  const result = Buffer.allocUnsafeSlow(value.length + insert.length);
  value.copy(result, 0, 0, at);
  result.write(insert, at, 'latin1');
  value.copy(result, at + insert.length, at);
  return result;
}
