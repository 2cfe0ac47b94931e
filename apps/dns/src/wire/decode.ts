/// <reference path="./dns-packet.d.ts" />
import packet from 'dns-packet';
import type { Record } from './answer.js';

/** Addresses and aliases in a message; none when it is malformed. */
export function decodeAnswers(bytes: Buffer): readonly Record[] {
  try {
    return packet.decode(bytes).answers.flatMap((record): Record[] =>
      ((record.type === 'A' || record.type === 'AAAA' || record.type === 'CNAME') && typeof record.data === 'string'
        ? [{ type: record.type, name: record.name, ttl: record.ttl ?? 0, data: record.data }] : []));
  } catch {
    return [];
  }
}
