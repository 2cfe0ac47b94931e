import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { AGE, NAME, WIDE, column } from '../../table/column.js';
import type { RoleBinding } from './role-binding.js';
import type { Subject } from './subject.js';

type Binding = Pick<RoleBinding, 'metadata' | 'subjects' | 'roleRef'>;

const subjects = (kind: string, format: (subject: Draft<Subject>) => string) => ({ subjects: all }: Draft<Binding>): string =>
  (all ?? []).filter((subject) => subject.kind === kind).map(format).join(', ');
const nameOf = ({ name }: Draft<Subject>): string => name ?? '';

export const bindingColumns: readonly Column<Binding>[] = [
  NAME,
  column('Role', 'string', 'Role that is granted.', ({ roleRef }) => `${roleRef?.kind ?? ''}/${roleRef?.name ?? ''}`),
  AGE,
  column('Users', 'string', 'Users who get the role.', subjects('User', nameOf), WIDE),
  column('Groups', 'string', 'Groups whose members get the role.', subjects('Group', nameOf), WIDE),
  column('ServiceAccounts', 'string', 'Service accounts that get the role.', subjects('ServiceAccount', ({ namespace, name }) => `${namespace ?? ''}/${name ?? ''}`), WIDE),
];
