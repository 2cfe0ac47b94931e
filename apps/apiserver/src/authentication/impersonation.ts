import { badRequest, forbidden } from '@kubets/apimachinery/errors/status';
import { describe } from '../chain.js';
import type { AccessAttributes } from '../authorization/authorizer.js';
import type { ApiRequest, UserInfo } from '../request/request.js';
import { AUTHENTICATED_GROUP, ANONYMOUS } from './authenticator.js';

const EXTRA = 'impersonate-extra-';

/**
 * Acts as somebody else when the `Impersonate-*` headers say so and the caller may.
 * Source: Authenticating, "User impersonation".
 * @param refusal answers `undefined` when something is allowed
 */
export async function impersonate(user: UserInfo, request: ApiRequest, refusal: (a: AccessAttributes) => Promise<string | undefined>): Promise<UserInfo> {
  const { headers } = request;
  const name = headers['impersonate-user'];
  const groups = headers['impersonate-group']?.split(',').map((g) => g.trim()).filter(Boolean) ?? [];
  const uid = headers['impersonate-uid'];
  const extra = Object.entries(headers).filter(([key]) => key.startsWith(EXTRA));
  if (!name) {
    if (groups.length || uid || extra.length) throw badRequest('requested impersonation of groups, a uid or extra fields without impersonating a user');
    return user;
  }
  const check = async (group: string, resource: string, value: string, subresource = '', namespace = ''): Promise<void> => {
    const attributes: AccessAttributes = { user, verb: 'impersonate', isResource: true, group, version: 'v1', resource, subresource, namespace, name: value, path: '' };
    const why = await refusal(attributes);
    if (why !== undefined) throw forbidden({ group, resource }, value, describe(attributes) + (why ? `: ${why}` : ''));
  };
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  if (account) await check('', 'serviceaccounts', account[2]!, '', account[1]!); else await check('', 'users', name);
  for (const group of groups) await check('', 'groups', group);
  if (uid) await check('authentication.k8s.io', 'uids', uid);
  const fields: Record<string, string[]> = {};
  for (const [key, value] of extra) {
    const field = decoded(key.slice(EXTRA.length));
    fields[field] = (value ?? '').split(',').map((v) => v.trim());
    for (const each of fields[field]!) await check('authentication.k8s.io', 'userextras', each, field);
  }
  const implied = account ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]!}`] : [];
  const base = groups.length ? groups : implied;
  const unauthenticated = ANONYMOUS.groups[0]!;
  // Somebody who is impersonated as unauthenticated is not made authenticated by it.
  const last = name === ANONYMOUS.name ? [unauthenticated] : base.includes(unauthenticated) ? [] : [AUTHENTICATED_GROUP];
  return { name, groups: [...new Set([...base, ...last])], ...(uid ? { uid } : {}), ...(extra.length ? { extra: fields } : {}) };
}

/** Names of extra fields are percent-encoded where headers cannot hold them. */
function decoded(text: string): string {
  try { return decodeURIComponent(text); } catch { throw badRequest(`the header ${EXTRA}${text} is not percent-encoded UTF-8`); }
}
