/** Asks again until the check passes; fails with its last error after the deadline. */
export async function eventually<T>(what: string, check: () => Promise<T> | T, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try { return await check(); } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s: ${(error as Error).message}`, { cause: error });
    }
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
}

export function must(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
