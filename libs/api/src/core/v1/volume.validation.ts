import { type FieldError, child, duplicate, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft, MessageType } from '@kubets/apimachinery/schema/types';
import { configMapKey } from '@kubets/apimachinery/validation/identifiers';
import { dns1123Label, dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { each, oneOf, optionalOneOf, requiredText } from '../../validation/fields.js';
import { localPath } from '../../validation/paths.js';
import { nanos } from '../../validation/quantity.js';
import { missingRequired } from '../../validation/required.js';
import { FILE_FIELDS, validateFieldRef, validateResourceFieldRef } from './environment.validation.js';
import { validateClaimSpec } from './persistent-volume-claim.validation.js';
import { type DownwardAPIVolumeFile, type HostPathVolumeSource, type KeyToPath, Volume, type VolumeProjection } from './volume.js';

/** Sources with rules of their own; all others only have required fields, which the schema knows. */
const SPECIAL: ReadonlySet<string> = new Set(['name', 'secret', 'configMap', 'downwardAPI', 'projected', 'emptyDir', 'hostPath', 'ephemeral', 'image']);
const HOST_PATH_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];
const MIN_TOKEN_SECONDS = 600;
const MAX_TOKEN_SECONDS = 2 ** 32;

const mode = (path: string, bits: number | undefined): FieldError[] =>
  (bits !== undefined && (bits < 0 || bits > 0o777) ? [invalid(path, bits, 'must be a number between 0 and 0777 (octal), both inclusive')] : []);

const filePath = (path: string, text: string | undefined): FieldError[] => requiredText(path, text, localPath);

export function validateVolumes(volumes: readonly Draft<Volume>[] | undefined, path: string, podName?: string): FieldError[] {
  const names = new Set<string>();
  return each(volumes, path, (volume, at) => {
    const { name } = volume;
    const errors = requiredText(child(at, 'name'), name, dns1123Label);
    if (name && names.has(name)) errors.push(duplicate(child(at, 'name'), name));
    names.add(name ?? '');
    if (podName && name && volume.ephemeral && `${podName}-${name}`.length > 253) {
      errors.push(invalid(child(at, 'name'), name, `PVC name "${podName}-${name}": must be no more than 253 characters`));
    }
    return [...errors, ...validateSource(volume, at)];
  });
}

function validateSource(volume: Draft<Volume>, path: string): FieldError[] {
  const sources = Object.entries(volume).filter(([name, source]) => name !== 'name' && Object.hasOwn(Volume.fields, name) && source !== undefined).map(([name]) => name);
  const [first] = sources;
  if (!first) return [required(path, 'must specify a volume type')];
  const errors = sources.slice(1).map((name) => forbidden(child(path, name), 'may not specify more than 1 volume type'));
  const at = child(path, first);
  if (!SPECIAL.has(first)) return [...errors, ...missingRequired(Volume.fields[first]?.type as MessageType, volume[first as 'nfs'], at)];
  if (volume.secret) errors.push(...requiredText(child(at, 'secretName'), volume.secret.secretName), ...mode(child(at, 'defaultMode'), volume.secret.defaultMode), ...validateItems(volume.secret.items, at));
  if (volume.configMap) errors.push(...requiredText(child(at, 'name'), volume.configMap.name), ...mode(child(at, 'defaultMode'), volume.configMap.defaultMode), ...validateItems(volume.configMap.items, at));
  if (volume.downwardAPI) errors.push(...mode(child(at, 'defaultMode'), volume.downwardAPI.defaultMode), ...validateFiles(volume.downwardAPI.items, at));
  if (volume.projected) errors.push(...mode(child(at, 'defaultMode'), volume.projected.defaultMode), ...validateProjections(volume.projected.sources, child(at, 'sources')));
  if (volume.emptyDir?.sizeLimit && (nanos(volume.emptyDir.sizeLimit) ?? -1n) < 0n) errors.push(forbidden(child(at, 'sizeLimit'), 'SizeLimit field must be a valid resource quantity'));
  if (volume.hostPath) errors.push(...validateHostPath(volume.hostPath, at));
  if (volume.image) errors.push(...requiredText(child(at, 'reference'), volume.image.reference), ...optionalOneOf(child(at, 'pullPolicy'), volume.image.pullPolicy, ['Always', 'IfNotPresent', 'Never']));
  if (volume.ephemeral) {
    const template = volume.ephemeral.volumeClaimTemplate;
    if (!template) errors.push(required(child(at, 'volumeClaimTemplate')));
    else errors.push(...validateClaimSpec(template.spec ?? {}, child(child(at, 'volumeClaimTemplate'), 'spec')));
  }
  return errors;
}

export function validateHostPath({ path: file, type }: Draft<HostPathVolumeSource>, path: string): FieldError[] {
  const errors = requiredText(child(path, 'path'), file);
  if (file?.split('/').includes('..')) errors.push(invalid(child(path, 'path'), file, "must not contain '..'"));
  if (type) errors.push(...oneOf(child(path, 'type'), type, HOST_PATH_TYPES));
  return errors;
}

const validateItems = (items: readonly Draft<KeyToPath>[] | undefined, path: string): FieldError[] =>
  each(items, child(path, 'items'), (item, at) => [
    ...requiredText(child(at, 'key'), item.key, configMapKey), ...filePath(child(at, 'path'), item.path), ...mode(child(at, 'mode'), item.mode),
  ]);

const validateFiles = (items: readonly Draft<DownwardAPIVolumeFile>[] | undefined, path: string): FieldError[] =>
  each(items, child(path, 'items'), ({ path: file, fieldRef, resourceFieldRef, mode: bits }, at) => {
    const errors = [...filePath(child(at, 'path'), file), ...mode(child(at, 'mode'), bits)];
    if (fieldRef && resourceFieldRef) return [...errors, invalid(at, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously')];
    if (fieldRef) return [...errors, ...validateFieldRef(fieldRef, child(at, 'fieldRef'), FILE_FIELDS)];
    if (resourceFieldRef) return [...errors, ...validateResourceFieldRef(resourceFieldRef, child(at, 'resourceFieldRef'), true)];
    return [...errors, required(at, 'one of fieldRef and resourceFieldRef is required')];
  });

function validateProjections(sources: readonly Draft<VolumeProjection>[] | undefined, path: string): FieldError[] {
  return each(sources, path, (source, at) => {
    const given = Object.entries(source).filter(([, value]) => value !== undefined).map(([name]) => name);
    const errors = given.slice(1).map((name) => forbidden(child(at, name), 'may not specify more than 1 volume type'));
    const { secret, configMap, downwardAPI, serviceAccountToken: token, clusterTrustBundle: bundle } = source;
    if (given.length === 0) return [required(at, 'must specify a volume type')];
    if (secret) errors.push(...requiredText(child(child(at, 'secret'), 'name'), secret.name), ...validateItems(secret.items, child(at, 'secret')));
    if (configMap) errors.push(...requiredText(child(child(at, 'configMap'), 'name'), configMap.name), ...validateItems(configMap.items, child(at, 'configMap')));
    if (downwardAPI) errors.push(...validateFiles(downwardAPI.items, child(at, 'downwardAPI')));
    if (token) {
      const place = child(at, 'serviceAccountToken');
      const seconds = token.expirationSeconds ?? MIN_TOKEN_SECONDS;
      if (seconds < MIN_TOKEN_SECONDS) errors.push(invalid(child(place, 'expirationSeconds'), seconds, 'may not specify a duration less than 10 minutes'));
      if (seconds > MAX_TOKEN_SECONDS) errors.push(invalid(child(place, 'expirationSeconds'), seconds, 'may not specify a duration larger than 2^32 seconds'));
      errors.push(...filePath(child(place, 'path'), token.path));
    }
    if (bundle) {
      const place = child(at, 'clusterTrustBundle');
      if (bundle.name !== undefined && bundle.signerName !== undefined) errors.push(invalid(place, bundle, 'only one of name and signerName may be used'));
      else if (bundle.name !== undefined) errors.push(...requiredText(child(place, 'name'), bundle.name, dns1123Subdomain));
      else if (!bundle.signerName) errors.push(required(place, 'either name or signerName must be specified'));
      errors.push(...filePath(child(place, 'path'), bundle.path));
    }
    return errors;
  });
}
