/**
 * Calls a function when something changed: at once after a pause, no more often than every `interval` milliseconds while
 * changes keep coming, never twice at the same time, and again with growing delay after a failure.
 */
export class Coalescer {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private failures = 0;
  private endedAt = Number.NEGATIVE_INFINITY;

  /** @param work throws to be called again after 1 s, 2 s … 30 s */
  constructor(private readonly work: () => Promise<void>, private readonly interval: number, private readonly now: () => number) {}

  request(): void {
    if (this.stopped) return;
    if (this.running) { this.again = true; return; }
    if (this.timer) return;
    this.schedule(Math.max(0, this.endedAt + this.interval - this.now()));
  }

  /** Waits for work under way; nothing runs afterwards. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private schedule(delay: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => { this.timer = undefined; this.running = this.run(); }, delay);
  }

  private async run(): Promise<void> {
    this.again = false;
    let retry = false;
    try { await this.work(); this.failures = 0; } catch { retry = true; this.failures++; }
    this.endedAt = this.now();
    this.running = undefined;
    if (retry) this.schedule(Math.min(30_000, 1000 * 2 ** (this.failures - 1)));
    else if (this.again) this.request();
  }
}
