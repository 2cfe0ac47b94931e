import type { UserInfo } from '../../request/request.js';

const PREFIX = 'system:node:';
const GROUP = 'system:nodes';

/** The node that a user is, `''` for a kubelet that does not say which, `undefined` for everybody else. */
export function nodeOf(user: Pick<UserInfo, 'name' | 'groups'>): string | undefined {
  if (!user.groups.includes(GROUP)) return undefined;
  return user.name.startsWith(PREFIX) ? user.name.slice(PREFIX.length) : user.name === 'system:node' ? '' : undefined;
}
