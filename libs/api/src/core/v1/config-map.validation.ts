import { type FieldError, forbidden, index, invalid, required, tooLong } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { configMapKey } from '@kubets/apimachinery/validation/identifiers';
import { equal } from '../../validation/equal.js';
import { invalidAll } from '../../validation/fields.js';
import type { ConfigMap } from './config-map.js';
import type { Secret } from './secret.js';

const MAX_BYTES = 1024 * 1024;
const FROZEN = 'field is immutable when `immutable` is set';

type Entries = Readonly<Record<string, string | undefined>>;
const decodedLength = (base64: string): number => Buffer.byteLength(base64, 'base64');
const size = (entries: Entries | undefined, length: (text: string) => number): number => Object.values(entries ?? {}).reduce((sum, text = '') => sum + length(text), 0);
const keys = (entries: Entries | undefined, path: string): FieldError[] =>
  Object.keys(entries ?? {}).flatMap((key) => invalidAll(index(path, key), key, configMapKey(key)));

export function validateConfigMap({ data, binaryData }: Draft<ConfigMap>): FieldError[] {
  const errors = [...keys(data, 'data'), ...keys(binaryData, 'binaryData')];
  for (const key of Object.keys(data ?? {})) if (binaryData && Object.hasOwn(binaryData, key)) errors.push(invalid(index('data', key), key, 'duplicate of key present in binaryData'));
  if (size(data, Buffer.byteLength) + size(binaryData, decodedLength) > MAX_BYTES) errors.push(tooLong('', MAX_BYTES));
  return errors;
}

interface Freezable { immutable?: boolean; data?: Entries; binaryData?: Entries }

/** Once immutable, always immutable, and so is the content. */
function validateFrozen(now: Freezable, old: Freezable): FieldError[] {
  if (!old.immutable) return [];
  const errors = now.immutable ? [] : [forbidden('immutable', FROZEN)];
  for (const name of ['data', 'binaryData'] as const) if (!equal(now[name] ?? {}, old[name] ?? {})) errors.push(forbidden(name, FROZEN));
  return errors;
}

export const validateConfigMapUpdate = (map: Draft<ConfigMap>, old: Draft<ConfigMap>): FieldError[] => [...validateFrozen(map, old), ...validateConfigMap(map)];

/** Keys that secrets of a type must have. */
const REQUIRED_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'], 'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'], 'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

function isJson(base64: string): boolean {
  try {
    JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function validateByType({ type = '', data, metadata }: Draft<Secret>): FieldError[] {
  const missing = (REQUIRED_KEYS[type] ?? []).filter((key) => data?.[key] === undefined).map((key) => required(index('data', key)));
  if (type === 'kubernetes.io/service-account-token' && !metadata?.annotations?.[ACCOUNT_ANNOTATION]) return [required(index('metadata.annotations', ACCOUNT_ANNOTATION))];
  if (type === 'kubernetes.io/basic-auth' && data?.['username'] === undefined && data?.['password'] === undefined) return [required('data[username]'), required('data[password]')];
  if (missing.length || !type.startsWith('kubernetes.io/dockerc')) return missing;
  const [key = ''] = REQUIRED_KEYS[type] ?? [];
  return isJson(data?.[key] ?? '') ? [] : [invalid(index('data', key), '<secret contents redacted>', 'invalid character in JSON')];
}

export function validateSecret(secret: Draft<Secret>): FieldError[] {
  const errors = [...keys(secret.data, 'data'), ...validateByType(secret)];
  if (size(secret.data, decodedLength) > MAX_BYTES) errors.push(tooLong('data', MAX_BYTES));
  return errors;
}

export function validateSecretUpdate(secret: Draft<Secret>, old: Draft<Secret>): FieldError[] {
  const errors = secret.type === old.type ? [] : [invalid('type', secret.type ?? '', 'field is immutable')];
  return [...errors, ...validateFrozen(secret, old), ...validateSecret(secret)];
}
