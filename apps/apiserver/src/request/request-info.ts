/**
 * What a path means: which resource, name and subresource, and which verb the method stands for there.
 * Source: the API concepts page, "Resource URIs" and "API verbs".
 */
export interface RequestInfo {
  readonly isResource: boolean;
  /** The path ends with the resource; `name` may still be set by a field selector. */
  readonly isCollection: boolean;
  readonly path: string;
  /** `get list watch create update patch delete deletecollection`, or the lower-case method for other paths. */
  readonly verb: string;
  /** `api` or `apis`. */
  readonly prefix: string;
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** What follows the subresource, such as the path behind `proxy/`. */
  readonly rest: string;
}

const VERBS: ReadonlyMap<string, string> = new Map(Object.entries({ POST: 'create', GET: 'get', HEAD: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }));
/** Names that follow a namespace directly and are not resources in it. */
const NAMESPACE_SUBRESOURCES: ReadonlySet<string> = new Set(['status', 'finalize']);

const decodeSegment = (segment: string): string => {
  try { return decodeURIComponent(segment); } catch { return segment; }
};

export function parseRequestInfo(method: string, path: string, query: URLSearchParams): RequestInfo {
  const plain: RequestInfo = {
    isResource: false, isCollection: false, path, verb: method.toLowerCase(), prefix: '', group: '', version: '', namespace: '', resource: '', subresource: '', name: '', rest: '',
  };
  const parts = path.split('/').filter(Boolean).map(decodeSegment);
  const prefix = parts.shift() ?? '';
  if (prefix !== 'api' && prefix !== 'apis') return plain;
  const group = prefix === 'apis' ? parts.shift() ?? '' : '';
  const version = parts.shift() ?? '';
  if (parts.length === 0 || !version) return { ...plain, prefix, group, version };

  let verb = VERBS.get(method) ?? '';
  // The deprecated /watch/ prefix means a watch of what follows.
  if (parts[0] === 'watch' && method === 'GET' && parts.length > 1) { parts.shift(); verb = 'watch'; }

  let namespace = '';
  if (parts[0] === 'namespaces' && parts.length > 1) {
    namespace = parts[1]!;
    if (parts.length > 2 && !NAMESPACE_SUBRESOURCES.has(parts[2]!)) parts.splice(0, 2);
  }
  const [resource = '', named = '', subresource = '', ...rest] = parts;
  const isCollection = !named;
  if (isCollection) {
    if (verb === 'get') verb = isTrue(query.get('watch')) ? 'watch' : 'list';
    else if (verb === 'delete') verb = 'deletecollection';
  } else if (verb === 'get' && isTrue(query.get('watch')) && !subresource) {
    verb = 'watch';
  }
  // Permission for one name suffices for a list, watch or deletion that is narrowed to it.
  const name = named || (isCollection && verb !== 'create' ? selectedName(query) : '');
  return { isResource: true, isCollection, path, verb, prefix, group, version, namespace, resource, subresource, name, rest: rest.join('/') };
}

function selectedName(query: URLSearchParams): string {
  const selector = query.get('fieldSelector');
  return (selector && /(?:^|,)metadata\.name==?([^,!=]+)(?:,|$)/.exec(selector)?.[1]) || '';
}

export const isTrue = (value: string | null): boolean => value !== null && ['', '1', 'true', 't', 'T', 'TRUE', 'True'].includes(value);
