import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { UNSET, formatSelector } from '../../table/cells.js';
import { AGE, NAME, column, type Described } from '../../table/column.js';
import type { ParamKind, ParamRef } from './matching.js';
import type { MutatingAdmissionPolicy } from './mutating-admission-policy.js';
import type { ValidatingAdmissionPolicy } from './validating-admission-policy.js';

type Webhooks = Described & { webhooks?: readonly unknown[] };
export const webhookConfigurationColumns: readonly Column<Webhooks>[] = [
  NAME,
  { name: 'Webhooks', type: 'integer', priority: 0, description: 'Number of webhooks.', value: ({ webhooks }) => webhooks?.length ?? 0 },
  AGE,
];

type Parametrized = Described & { spec?: { paramKind?: Draft<ParamKind> } };
const PARAM_KIND: Column<Parametrized> = {
  name: 'ParamKind', type: 'string', priority: 0, description: 'Kind of the objects that hold parameters of the policy.',
  value: ({ spec }) => (spec?.paramKind ? `${spec.paramKind.apiVersion ?? ''}/${spec.paramKind.kind ?? ''}` : UNSET),
};

export const validatingPolicyColumns: readonly Column<ValidatingAdmissionPolicy>[] = [
  NAME, column('Validations', 'integer', 'Number of validations.', ({ spec }) => spec?.validations?.length ?? 0), PARAM_KIND, AGE,
];
export const mutatingPolicyColumns: readonly Column<MutatingAdmissionPolicy>[] = [
  NAME, column('Mutations', 'integer', 'Number of mutations.', ({ spec }) => spec?.mutations?.length ?? 0), PARAM_KIND, AGE,
];

type Bound = Described & { spec?: { policyName?: string; paramRef?: Draft<ParamRef> } };

/** Whether parameters are cluster-scoped cannot be told from here, so those without a namespace show as `*`. */
function paramRef({ spec }: Bound): string {
  const ref = spec?.paramRef;
  if (ref?.name) return `${ref.namespace || '*'}/${ref.name}`;
  return ref?.selector ? formatSelector(ref.selector) : UNSET;
}

export const policyBindingColumns: readonly Column<Bound>[] = [
  NAME,
  { name: 'PolicyName', type: 'string', priority: 0, description: 'Policy that is put into effect.', value: ({ spec }) => spec?.policyName ?? '' },
  { name: 'ParamRef', type: 'string', priority: 0, description: 'Object that holds parameters of the policy.', value: paramRef },
  AGE,
];
