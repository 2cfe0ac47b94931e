import { notAcceptable, unsupportedMediaType } from '@kubets/apimachinery/errors/status';

export type Media = 'json' | 'yaml' | 'protobuf';
/** What the caller wants instead of the objects themselves. */
export type Transform = 'none' | 'table' | 'partial';

export interface Negotiated {
  readonly media: Media;
  readonly transform: Transform;
  readonly pretty: boolean;
  readonly contentType: string;
}

export const CONTENT_TYPES: Record<Media, string> = { json: 'application/json', yaml: 'application/yaml', protobuf: 'application/vnd.kubernetes.protobuf' };
const SERVED = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];
const MEDIA: ReadonlyMap<string, Media> = new Map(Object.entries({
  'application/json': 'json', 'application/yaml': 'yaml', 'application/x-yaml': 'yaml', 'text/yaml': 'yaml', 'application/vnd.kubernetes.protobuf': 'protobuf',
  'application/*': 'json', '*/*': 'json', 'text/html': 'json', 'text/plain': 'json',
}));

interface Clause { readonly type: string; readonly params: Readonly<Record<string, string>>; readonly q: number }

/** RFC 9110 Accept, best first; equal weights keep their order. */
export function parseAccept(header: string): Clause[] {
  const clauses = header.split(',').map((part) => part.trim()).filter(Boolean).map((part): Clause => {
    const [type = '', ...rest] = part.split(';').map((p) => p.trim());
    const params = Object.fromEntries(rest.map((p) => { const at = p.indexOf('='); return at < 0 ? [p, ''] : [p.slice(0, at).toLowerCase(), p.slice(at + 1).replaceAll('"', '')]; }));
    return { type: type.toLowerCase(), params, q: params['q'] === undefined ? 1 : Number(params['q']) || 0 };
  });
  return clauses.map((c, i) => [c, i] as const).sort(([a, i], [b, j]) => b.q - a.q || i - j).map(([c]) => c);
}

/**
 * Picks the form of the answer from the Accept header (and `?pretty`).
 * `as=Table` and `as=PartialObjectMetadata(List)` are honoured in group `meta.k8s.io` version `v1`; other versions are passed over.
 * @throws 406 when nothing that the caller accepts is served
 */
export function negotiate(accept: string, userAgent: string, query: URLSearchParams): Negotiated {
  const pretty = wantsPretty(userAgent, query);
  if (!accept) return { media: 'json', transform: 'none', pretty, contentType: CONTENT_TYPES.json };
  for (const clause of parseAccept(accept)) {
    const media = MEDIA.get(clause.type);
    if (!media || clause.q === 0) continue;
    const as = clause.params['as'];
    if (as === undefined) return { media, transform: 'none', pretty, contentType: CONTENT_TYPES[media] };
    if (clause.params['g'] !== 'meta.k8s.io' || clause.params['v'] !== 'v1') continue;
    if (as === 'Table' && media !== 'protobuf') return { media, transform: 'table', pretty, contentType: CONTENT_TYPES[media] };
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return { media, transform: 'partial', pretty, contentType: CONTENT_TYPES[media] };
  }
  throw notAcceptable(SERVED);
}

function wantsPretty(userAgent: string, query: URLSearchParams): boolean {
  const asked = query.get('pretty');
  if (asked !== null) return asked === '' || asked === 'true' || asked === '1';
  return /^(curl|Wget|Mozilla)\//.test(userAgent);
}

/** The media type of a body; JSON when none is stated. Clients label JSON as YAML, so YAML is read leniently further down. */
export function bodyMedia(contentType: string): Media {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (!type) return 'json';
  const media = type.includes('*') || type.startsWith('text/') && type !== 'text/yaml' ? undefined : MEDIA.get(type);
  if (!media) throw unsupportedMediaType(`the body of the request was in an unknown format - accepted media types include: ${SERVED.join(', ')}`);
  return media;
}
