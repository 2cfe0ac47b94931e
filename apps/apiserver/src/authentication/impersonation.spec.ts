import type { AccessAttributes } from '../authorization/authorizer.js';
import type { ApiRequest, UserInfo } from '../request/request.js';
import { impersonate } from './impersonation.js';

const BOSS: UserInfo = { name: 'boss', groups: ['system:authenticated'] };
const AUTH = 'system:authenticated';

async function act(headers: Record<string, string>, refuse: (a: AccessAttributes) => boolean = () => false): Promise<{ user: UserInfo; asked: string[] }> {
  const asked: string[] = [];
  const user = await impersonate(BOSS, { headers } as unknown as ApiRequest, async (a) => {
    asked.push(`${a.group}/${a.resource}${a.subresource ? `/${a.subresource}` : ''} ${a.namespace}/${a.name}`);
    return refuse(a) ? '' : undefined;
  });
  return { user, asked };
}

it.each<[string, Record<string, string>, UserInfo, string[]]>([
  ['nobody', {}, BOSS, []],
  ['a user', { 'impersonate-user': 'jane' }, { name: 'jane', groups: [AUTH] }, ['/users /jane']],
  ['groups', { 'impersonate-user': 'jane', 'impersonate-group': 'a, b' }, { name: 'jane', groups: ['a', 'b', AUTH] }, ['/users /jane', '/groups /a', '/groups /b']],
  ['a service account', { 'impersonate-user': 'system:serviceaccount:ns:bot' }, { name: 'system:serviceaccount:ns:bot', groups: ['system:serviceaccounts', 'system:serviceaccounts:ns', AUTH] }, ['/serviceaccounts ns/bot']],
  ['nobody in particular', { 'impersonate-user': 'system:anonymous' }, { name: 'system:anonymous', groups: ['system:unauthenticated'] }, ['/users /system:anonymous']],
  ['somebody unauthenticated', { 'impersonate-user': 'x', 'impersonate-group': 'system:unauthenticated' }, { name: 'x', groups: ['system:unauthenticated'] }, ['/users /x', '/groups /system:unauthenticated']],
  ['a uid and extra fields', { 'impersonate-user': 'jane', 'impersonate-uid': '7', 'impersonate-extra-acme.com%2fproject': 'p' }, { name: 'jane', uid: '7', groups: [AUTH], extra: { 'acme.com/project': ['p'] } },
    ['/users /jane', 'authentication.k8s.io/uids /7', 'authentication.k8s.io/userextras/acme.com/project /p']],
])('as %s', async (_name, headers, user, asked) => {
  expect(await act(headers)).toEqual({ user, asked });
});

it('is refused with the right that is missing', async () => {
  await expect(act({ 'impersonate-user': 'jane', 'impersonate-group': 'system:masters' }, (a) => a.resource === 'groups')).rejects.toMatchObject({
    code: 403, message: 'groups "system:masters" is forbidden: User "boss" cannot impersonate resource "groups" in API group "" at the cluster scope',
  });
});

it('needs a user', async () => {
  await expect(act({ 'impersonate-group': 'a' })).rejects.toMatchObject({ code: 400 });
  await expect(act({ 'impersonate-user': 'a', 'impersonate-extra-%zz': 'a' })).rejects.toMatchObject({ code: 400 });
});
