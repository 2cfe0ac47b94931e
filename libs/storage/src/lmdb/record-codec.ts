import { crc32 } from 'node:zlib';
import { CorruptEntryError } from '../errors.js';
import type { LogRecord } from '../log/ledger.js';

/**
 * A log record on disk, little-endian:
 * `crc32 of all that follows (u32) · type (u8) · key length (u16) · revision (f64) · prior (f64) · expiresAt (f64) · key (UTF-8) · value`.
 * The checksum covers the revision, so that a record found in another's place is noticed too.
 */
const types = ['create', 'update', 'delete'] as const;
const headerBytes = 4 + 1 + 2 + 8 + 8 + 8;

export function encodeRecord(record: LogRecord): Buffer {
  const keyBytes = Buffer.byteLength(record.key);
  const bytes = Buffer.allocUnsafe(headerBytes + keyBytes + record.value.length);
  bytes.writeUInt8(types.indexOf(record.type), 4);
  bytes.writeUInt16LE(keyBytes, 5);
  bytes.writeDoubleLE(record.revision, 7);
  bytes.writeDoubleLE(record.prior, 15);
  bytes.writeDoubleLE(record.expiresAt, 23);
  bytes.write(record.key, headerBytes);
  record.value.copy(bytes, headerBytes + keyBytes);
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

/** @param where names the store in the error. The value is a view of `bytes`. */
export function decodeRecord(bytes: Buffer, revision: number, where: string): LogRecord {
  if (bytes.length < headerBytes) throw new CorruptEntryError(undefined, revision, `${bytes.length} bytes are too few for a record`, where);
  const keyEnd = headerBytes + bytes.readUInt16LE(5);
  const key = bytes.toString('utf8', headerBytes, keyEnd);
  if (crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) throw new CorruptEntryError(legible(key), revision, 'its checksum does not match', where);
  const type = types[bytes.readUInt8(4)];
  const found = bytes.readDoubleLE(7);
  if (type === undefined || found !== revision) throw new CorruptEntryError(key, revision, `it says it is revision ${found}`, where);
  return { revision, type, key, prior: bytes.readDoubleLE(15), value: bytes.subarray(keyEnd), expiresAt: bytes.readDoubleLE(23) };
}

/** The key as far as it can be believed: damage may have hit it as well. */
const legible = (key: string): string | undefined => (/^[\x20-\x7e]+$/.test(key) ? key : undefined);
