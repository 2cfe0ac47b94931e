import { decodeObject } from '@kubets/apimachinery/codec/decode';
import { decodeJson, jsonText, parseJson } from '@kubets/apimachinery/codec/json';
import { decodeMessage, decodeUnknown } from '@kubets/apimachinery/codec/protobuf';
import { decodeYaml, parseYaml } from '@kubets/apimachinery/codec/yaml';
import { applyDeclaredDefaults } from '@kubets/apimachinery/codec/defaults';
import { badRequest, StatusError } from '@kubets/apimachinery/errors/status';
import type { GroupVersionKind, MessageType } from '@kubets/apimachinery/schema/index';
import { apiVersionOf } from './respond.js';
import { bodyMedia } from './negotiate.js';

type Kind<T> = MessageType<T> & { readonly gvk: GroupVersionKind };
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export function fieldValidationOf(query: URLSearchParams): FieldValidation {
  const asked = query.get('fieldValidation') ?? 'Warn';
  if (asked === '' ) return 'Warn';
  if (asked === 'Strict' || asked === 'Warn' || asked === 'Ignore') return asked;
  throw new StatusError(422, 'Invalid', `PatchOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: ${JSON.stringify(asked)}: supported values: "Ignore", "Strict", "Warn"`);
}

/** An object from a request body, with unknown and repeated fields refused, reported as warnings or dropped. */
export function readObject<T>(kind: Kind<T>, body: Buffer, contentType: string, validation: FieldValidation): { object: T; warnings: string[] } {
  if (body.length === 0) throw badRequest(`the body of the request is empty: expected a ${kind.gvk.kind} in ${apiVersionOf(kind.gvk)}`);
  const mode = validation === 'Strict' ? 'strict' : validation === 'Warn' ? 'warn' : 'ignore';
  const media = bodyMedia(contentType);
  const read = (): { object: T; problems: string[] } => {
    if (media === 'protobuf') {
      const { apiVersion, kind: name, raw } = decodeUnknown(body);
      checkKind(kind, apiVersion, name);
      return { object: { kind: kind.gvk.kind, apiVersion: apiVersionOf(kind.gvk), ...decodeMessage(kind, raw) }, problems: [] };
    }
    return media === 'yaml' ? decodeYaml(body, kind, mode) : decodeJson(body, kind, mode);
  };
  const { object, problems } = read();
  const meta = object as { apiVersion?: string; kind?: string };
  checkKind(kind, meta.apiVersion, meta.kind);
  meta.apiVersion = apiVersionOf(kind.gvk);
  meta.kind = kind.gvk.kind;
  if (problems.length && mode === 'strict') {
    throw badRequest(`${kind.gvk.kind} in version "${kind.gvk.version}" cannot be handled as a ${kind.gvk.kind}: strict decoding error: ${problems.join(', ')}`);
  }
  applyDeclaredDefaults(kind, object);
  return { object, warnings: mode === 'warn' ? problems : [] };
}

/** The same for a value that is already parsed, such as the outcome of a patch. */
export function readValue<T>(kind: Kind<T>, value: unknown, validation: FieldValidation): { object: T; warnings: string[] } {
  const mode = validation === 'Strict' ? 'strict' : validation === 'Warn' ? 'warn' : 'ignore';
  const { object, problems } = decodeObject(kind, value, mode);
  if (problems.length && mode === 'strict') throw badRequest(`strict decoding error: ${problems.join(', ')}`);
  applyDeclaredDefaults(kind, object);
  return { object, warnings: mode === 'warn' ? problems : [] };
}

/** Any JSON or YAML value; for patches. */
export function readAny(body: Buffer, contentType: string): unknown {
  if (!contentType.includes('yaml')) return parseJson(jsonText(body));
  const [first, ...more] = parseYaml(body);
  if (!first || more.length) throw badRequest(`the body has to hold one YAML document, not ${more.length ? more.length + 1 : 0}`);
  return first.value;
}

function checkKind(kind: Kind<unknown>, apiVersion: string | undefined, name: string | undefined): void {
  const want = apiVersionOf(kind.gvk);
  if ((apiVersion && apiVersion !== want) || (name && name !== kind.gvk.kind)) {
    throw badRequest(`the API version in the data (${apiVersion ?? ''}, Kind=${name ?? ''}) does not match the expected API version (${want}, Kind=${kind.gvk.kind})`);
  }
}
