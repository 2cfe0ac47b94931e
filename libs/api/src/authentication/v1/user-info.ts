import { field, list, map, message, string, stringList, type TypeOf } from '@kubets/apimachinery/schema/index';

export const UserInfo = message('authentication.v1.UserInfo', 'The identity attributes that describe an authenticated user.', {
  username: field(1, string, 'Name that uniquely identifies the user among all active users.'),
  uid: field(2, string, 'Identifier that stays distinct over time, even when a user name is reused.'),
  groups: field(3, list(string), 'Names of the groups the user is a member of.', { list: 'atomic' }),
  extra: field(4, map(stringList), 'Additional attributes provided by the authenticator, each with a list of values.'),
});
export interface UserInfo extends TypeOf<typeof UserInfo> {}
