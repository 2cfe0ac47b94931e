import { parseRequestInfo } from './request-info.js';

const info = (method: string, url: string) => { const [path = '', query] = url.split('?'); return parseRequestInfo(method, path, new URLSearchParams(query)); };
const short = (method: string, url: string): string => {
  const { verb, group, version, namespace, resource, name, subresource, rest } = info(method, url);
  return `${verb} ${group}/${version} ns=${namespace} ${resource}/${name}/${subresource}/${rest}`;
};

it.each([
  ['GET', '/api/v1/pods', 'list /v1 ns= pods///'],
  ['GET', '/api/v1/pods?watch=true', 'watch /v1 ns= pods///'],
  ['GET', '/api/v1/pods?watch=0', 'list /v1 ns= pods///'],
  ['HEAD', '/api/v1/namespaces/a/pods/p', 'get /v1 ns=a pods/p//'],
  ['GET', '/api/v1/namespaces/a', 'get /v1 ns=a namespaces/a//'],
  ['PUT', '/api/v1/namespaces/a/finalize', 'update /v1 ns=a namespaces/a/finalize/'],
  ['PATCH', '/api/v1/namespaces/a/status', 'patch /v1 ns=a namespaces/a/status/'],
  ['DELETE', '/apis/apps/v1/namespaces/a/deployments', 'deletecollection apps/v1 ns=a deployments///'],
  ['POST', '/api/v1/namespaces/a/pods/p/proxy/x/y', 'create /v1 ns=a pods/p/proxy/x/y'],
  ['GET', '/api/v1/watch/namespaces/a/pods/p', 'watch /v1 ns=a pods/p//'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Dp,x%3Dy', 'list /v1 ns= pods/p//'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name!%3Dp', 'list /v1 ns= pods///'],
  ['GET', '/api/v1/namespaces/a/pods/a%2Fb', 'get /v1 ns=a pods/a/b//'],
  ['BREW', '/api/v1/pods/p', ' /v1 ns= pods/p//'],
])('%s %s', (method, url, expected) => expect(short(method, url)).toBe(expected));

it.each(['/', '/api', '/apis/apps', '/apis/apps/v1', '/healthz', '/openapi/v3/api/v1', '/%ff'])('%s is no resource', (path) => expect(info('GET', path)).toMatchObject({ isResource: false, verb: 'get' }));
