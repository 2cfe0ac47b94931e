import { APIGroup, APIGroupList, APIResourceList, APIVersions } from '@kubets/apimachinery/meta/v1/discovery';
import { unknownPath } from '@kubets/apimachinery/errors/status';
import { parseAccept } from '../content/negotiate.js';
import { respondObject } from '../content/respond.js';
import type { RequestContext } from '../request/context.js';
import type { PathRoute } from '../request/paths.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { Discovery } from './discovery.js';

/** `/api`, `/apis` and what is below them. */
export function discoveryRoutes(discovery: Discovery): PathRoute[] {
  return [
    { path: '/api', handle: (c) => aggregatedOr(c, discovery, true, () => respondObject(APIVersions, discovery.coreVersions(), c.negotiated)) },
    { path: '/apis', handle: (c) => aggregatedOr(c, discovery, false, () => respondObject(APIGroupList, discovery.groupList(), c.negotiated)) },
    { path: '/api/*', handle: (c) => resources(c, discovery, '', c.info.version) },
    {
      path: '/apis/*', handle: (c) => {
        if (c.info.version) return resources(c, discovery, c.info.group, c.info.version);
        const group = discovery.group(c.info.group);
        if (!group) throw unknownPath();
        return respondObject(APIGroup, group, c.negotiated);
      },
    },
  ];
}

function resources(context: RequestContext, discovery: Discovery, group: string, version: string): ApiResponse {
  const list = discovery.resourceList(group, version);
  if (!list) throw unknownPath();
  return respondObject(APIResourceList, list, context.negotiated);
}

/** Clients that know the aggregated form ask for it before the plain one. */
function aggregatedOr(context: RequestContext, discovery: Discovery, core: boolean, plain: () => ApiResponse): ApiResponse {
  const wanted = parseAccept(headerOf(context.request, 'accept')).find((c) => c.type === 'application/json' || c.type === '*/*');
  const { as, g, v } = wanted?.params ?? {};
  if (as !== 'APIGroupDiscoveryList' || g !== 'apidiscovery.k8s.io' || v !== 'v2') {
    const later = parseAccept(headerOf(context.request, 'accept')).some((c) => c.params['as'] === 'APIGroupDiscoveryList' && c.params['v'] === 'v2');
    if (!later || as === undefined) return plain();
  }
  const { body, etag } = discovery.aggregated(core);
  const headers = { 'content-type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList', etag, vary: 'Accept', 'cache-control': 'public' };
  if (headerOf(context.request, 'if-none-match') === etag) return { status: 304, headers, body: '' };
  return { status: 200, headers, body };
}
