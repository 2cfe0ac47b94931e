import type { Authorizer } from './authorizer.js';

/** Members of `system:masters` may do everything, whatever RBAC says: the way back in when its objects are broken. */
export const mastersAuthorizer: Authorizer = {
  name: 'SystemMasters',
  authorize: ({ user }) => (user.groups.includes('system:masters') ? { decision: 'allow', reason: '' } : { decision: 'no opinion', reason: '' }),
};
