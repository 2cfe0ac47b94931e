import { encodeMessage, encodeUnknown } from '@kubets/apimachinery/codec/protobuf';
import { toYaml } from '@kubets/apimachinery/codec/yaml';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { PartialObjectMetadata } from '@kubets/apimachinery/meta/v1/table';
import { Status as StatusKind } from '@kubets/apimachinery/meta/v1/status';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { GroupVersionKind, MessageType } from '@kubets/apimachinery/schema/index';
import type { ApiResponse } from '../request/request.js';
import type { StorageView } from '../registry/storage-view.js';
import type { Stored } from '../store/stored.js';
import type { Negotiated } from './negotiate.js';
import { type IncludeObject, partialOf, tableRow, tableText } from './table.js';

type Kind = MessageType & { readonly gvk: GroupVersionKind };

const headers = (negotiated: Negotiated): Record<string, string> => ({ 'content-type': negotiated.contentType, 'cache-control': 'no-cache, private' });

export const apiVersionOf = (gvk: GroupVersionKind): string => (gvk.group ? `${gvk.group}/${gvk.version}` : gvk.version);

/** Any object of a known kind. */
export function respondObject(kind: Kind, object: object, negotiated: Negotiated, code = 200): ApiResponse {
  if (negotiated.media === 'protobuf') return { status: code, headers: headers(negotiated), body: protobufOf(kind, object) };
  return { status: code, headers: headers(negotiated), body: textOf(JSON.stringify(object), object, negotiated) };
}

/** An object from the store, in the form that was asked for. JSON is sent as it is kept. */
export function respondStored(
  definition: ResourceDefinition, view: StorageView, stored: Stored, negotiated: Negotiated, options: { code?: number; include?: IncludeObject; now: number },
): ApiResponse {
  const code = options.code ?? 200;
  const h = headers(negotiated);
  if (negotiated.transform === 'table') {
    const object = view.decode(stored);
    const row = tableRow(definition, object, () => view.bytes(stored).toString(), options.include ?? 'Metadata', options.now);
    const text = tableText(definition, { resourceVersion: String(stored.revision) }, [row]);
    return { status: code, headers: h, body: textOf(text, undefined, negotiated) };
  }
  if (negotiated.transform === 'partial') return respondObject(PartialObjectMetadata, partialOf(view.decode(stored)), negotiated, code);
  if (negotiated.media === 'json' && !negotiated.pretty) return { status: code, headers: h, body: view.bytes(stored) };
  return respondObject(definition.kind, view.decode(stored), negotiated, code);
}

function textOf(json: string, object: object | undefined, negotiated: Negotiated): string {
  if (negotiated.media === 'yaml') return toYaml(object ?? JSON.parse(json));
  return negotiated.pretty ? `${JSON.stringify(object ?? JSON.parse(json), null, 2)}\n` : json;
}

export const protobufOf = (kind: Kind, object: object): Buffer =>
  encodeUnknown({ apiVersion: apiVersionOf(kind.gvk), kind: kind.gvk.kind }, encodeMessage(kind, object));

/** Every failure ends here. */
export function respondError(error: StatusError, negotiated?: Negotiated): ApiResponse {
  // A token to go on with travels in the metadata, as that of a list does.
  const { listContinue } = error as { listContinue?: string };
  const body = { ...error.toStatus(), ...(listContinue ? { metadata: { continue: listContinue } } : {}) };
  const retry: Record<string, string> = error.details?.retryAfterSeconds ? { 'retry-after': String(error.details.retryAfterSeconds) } : {};
  const form = negotiated && negotiated.media !== 'yaml' ? { ...negotiated, transform: 'none' as const } : { media: 'json' as const, transform: 'none' as const, pretty: false, contentType: 'application/json' };
  const response = respondObject(StatusKind, body, form, error.code);
  return { ...response, headers: { ...response.headers, ...retry } };
}
