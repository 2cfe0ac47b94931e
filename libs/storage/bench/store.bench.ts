// Durable commits, reads and ranges of the LMDB engine beside what the disk itself can do.
//   node --import ./libs/storage/src/crash/typescript.mjs libs/storage/bench/store.bench.ts [directory on the disk to measure]
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbStore } from '../src/lmdb/lmdb-store.js';
import type { Store } from '../src/store.js';

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'kubets-bench-'));
/** About the size of a small Pod. */
const value = Buffer.alloc(2_048, 'kubets');
const seconds = 2;

try {
  const raw = rawSyncs();
  console.log(`raw: 4 KiB write + fdatasync                ${rate(raw)}`);
  const store = await openLmdbStore({ path: join(folder, 'store') });
  for (const writers of [1, 64, 512]) {
    const { perSecond, p50, p99 } = await commits(store, writers);
    console.log(`durable commits of 2 KiB, ${String(writers).padStart(3)} writers       ${rate(perSecond)}   ${(perSecond / raw).toFixed(2)} per raw sync   p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  }
  await fill(store, 10_000);
  await reads(store);
  await store.close();
} finally {
  rmSync(folder, { recursive: true });
}

function rate(perSecond: number): string {
  return `${Math.round(perSecond).toLocaleString('en')}/s`.padStart(12);
}

function rawSyncs(): number {
  const descriptor = openSync(join(folder, 'raw'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < seconds * 1_000; count++) {
    writeSync(descriptor, page, 0, page.length, count * page.length);
    fdatasyncSync(descriptor);
  }
  closeSync(descriptor);
  return count / seconds;
}

async function commits(store: Store, writers: number): Promise<{ perSecond: number; p50: number; p99: number }> {
  const latencies: number[] = [];
  const start = performance.now();
  const writer = async (id: number): Promise<void> => {
    for (let i = 0; performance.now() - start < seconds * 1_000; i++) {
      const begun = performance.now();
      await store.commit({ key: `/registry/pods/w${id}/${i % 20}`, expect: 'any', value });
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, id) => writer(id)));
  const perSecond = latencies.length / ((performance.now() - start) / 1_000);
  latencies.sort((a, b) => a - b);
  return { perSecond, p50: latencies[latencies.length >> 1] ?? 0, p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0 };
}

async function fill(store: Store, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, i) => store.commit({ key: `/registry/range/${String(i).padStart(6, '0')}`, expect: 'any', value })));
}

async function reads(store: Store): Promise<void> {
  const gets = 50_000;
  let start = performance.now();
  for (let i = 0; i < gets; i++) await store.get(`/registry/range/${String(i % 10_000).padStart(6, '0')}`);
  console.log(`get                                         ${rate(gets / ((performance.now() - start) / 1_000))}`);
  for (const [what, revision] of [['at the head', undefined], ['1,000 revisions back', store.currentRevision() - 1_000]] as const) {
    start = performance.now();
    const rounds = 10;
    for (let i = 0; i < rounds; i++) await store.range('/registry/range/', revision === undefined ? {} : { revision });
    console.log(`range of 10,000 ${what.padEnd(28)} ${((performance.now() - start) / rounds).toFixed(1).padStart(8)} ms`);
  }
  start = performance.now();
  let events = 0;
  for await (const batch of store.watch('/registry/range/', store.currentRevision() - 10_000, AbortSignal.any([]))) {
    events += batch.length;
    if (events >= 10_000) break;
  }
  console.log(`watch: 10,000 events from the log           ${rate(events / ((performance.now() - start) / 1_000))}`);
}
