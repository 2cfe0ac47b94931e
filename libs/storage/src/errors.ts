/** What can go wrong with a store besides the two history errors of the contract. Each message says what happened and what to do. */

/** The store was closed; nothing more can be asked of it. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError';
  constructor() {
    super('the store is closed: open it again before using it');
  }
}

/** The store could not be opened. The message is one sentence for the person who starts the process. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
}

/** A commit was not made durable. Nothing of it is visible, now or after a restart, unless {@link fatal} is set. */
export class StoreWriteError extends Error {
  override readonly name = 'StoreWriteError';
  /**
   * @param fatal the store takes no more commits until it is opened again: what reached the disk is not known.
   */
  constructor(message: string, readonly fatal: boolean, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Bytes read from disk are not the bytes that were written. */
export class CorruptEntryError extends Error {
  override readonly name = 'CorruptEntryError';
  /**
   * @param key the key concerned; undefined when the damage hides even that.
   * @param revision the revision at which the damaged bytes were found.
   */
  constructor(readonly key: string | undefined, readonly revision: number, what: string, where: string) {
    super(
      `${where}: ${key === undefined ? 'the entry' : `the entry of key ${JSON.stringify(key)}`} at revision ${revision} is damaged (${what}): ` +
      'the disk or another program changed it; check the disk, stop the process and restore the directory from a backup',
    );
  }
}
