/** How long things may take, in milliseconds. */
export interface StreamingTimeouts {
  /** Without a byte of payload in either direction, the connection is given up. Kubelet's `--streaming-connection-idle-timeout`. */
  readonly idle: number;
  /** From the upgrade, or from the first stream of a pair, until the client has opened the streams that belong together. */
  readonly streamCreation: number;
  /** After the last byte, the client is left this long to read and to hang up by itself: hanging up first would cut off output it has not read yet. */
  readonly linger: number;
  /** While the client's data is held back, a sign of life is sent this often: it keeps the client from giving up, and shows whether it is still there. */
  readonly probe: number;
}

export const DEFAULT_TIMEOUTS: StreamingTimeouts = { idle: 4 * 3600_000, streamCreation: 30_000, linger: 300_000, probe: 10_000 };

/** Calls back once when nothing touched it for `ms`. Does not keep the process alive. */
export class IdleTimer {
  readonly #timer: NodeJS.Timeout;
  constructor(ms: number, onIdle: () => void) { this.#timer = setTimeout(onIdle, ms).unref(); }
  touch(): void { this.#timer.refresh(); }
  stop(): void { clearTimeout(this.#timer); }
}
