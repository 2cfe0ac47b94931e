import { field, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { MatchCondition, MatchResources, ParamKind, Variable } from './matching.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ApplyConfiguration = message('admissionregistration.v1.ApplyConfiguration', 'A mutation written as a CEL expression that yields a server-side apply configuration.', {
  expression: field(1, string, 'CEL expression returning a partial object that is merged into the request object by structured merge.'),
});
export interface ApplyConfiguration extends TypeOf<typeof ApplyConfiguration> {}

export const JSONPatch = message('admissionregistration.v1.JSONPatch', 'A mutation written as a CEL expression that yields JSON Patch operations.', {
  expression: field(1, string, 'CEL expression returning a list of JSONPatch values to apply to the request object in order.'),
});
export interface JSONPatch extends TypeOf<typeof JSONPatch> {}

export const Mutation = message('admissionregistration.v1.Mutation', 'One change made by a mutating policy, in one of two patch forms.', {
  patchType: field(2, string,
    'Form of the patch, ApplyConfiguration or JSONPatch; the matching field needs to be set.',
    { required: true, presence: 'always', enum: ['ApplyConfiguration', 'JSONPatch'] }),
  applyConfiguration: field(3, ApplyConfiguration, 'The merge-style mutation, used when patchType is ApplyConfiguration.'),
  jsonPatch: field(4, JSONPatch, 'The operation-list mutation, used when patchType is JSONPatch.'),
});
export interface Mutation extends TypeOf<typeof Mutation> {}

export const MutatingAdmissionPolicySpec = message('admissionregistration.v1.MutatingAdmissionPolicySpec', 'The wanted behaviour of a mutating policy: what it matches and how it mutates.', {
  paramKind: field(1, ParamKind, 'Kind of the objects that parameterize the policy; unset means params is null in expressions.'),
  matchConstraints: field(2, MatchResources, 'The requests this policy examines; a required field of every policy.'),
  variables: field(3, list(Variable),
    'Named CEL expressions computed lazily and usable by later variables, conditions and mutations.',
    { list: 'atomic' }),
  mutations: field(4, list(Mutation), 'Changes made to a matching object, applied one after another in list order.', { list: 'atomic' }),
  failurePolicy: field(5, string,
    'Whether evaluation errors reject the request (Fail, the default) or are passed over (Ignore).',
    { presence: 'explicit', enum: ['Ignore', 'Fail'] }),
  matchConditions: field(6, list(MatchCondition),
    'Up to 64 extra CEL filters, all of which need to be true for the policy to run.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  reinvocationPolicy: field(7, string,
    'Whether the policy may run again after later plugins alter the object: Never or IfNeeded.',
    { enum: ['Never', 'IfNeeded'] }),
});
export interface MutatingAdmissionPolicySpec extends TypeOf<typeof MutatingAdmissionPolicySpec> {}

export const MutatingAdmissionPolicy = kind('admissionregistration.v1.MutatingAdmissionPolicy', { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'MutatingAdmissionPolicy' }, 'A policy that changes incoming objects with CEL, without calling an external webhook.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the mutating policy.', { presence: 'always' }),
  spec: field(2, MutatingAdmissionPolicySpec, 'The wanted matching rules and mutations of the policy.', { presence: 'always' }),
});
export interface MutatingAdmissionPolicy extends TypeOf<typeof MutatingAdmissionPolicy> {}

export const MutatingAdmissionPolicyList = kindList('admissionregistration.v1.MutatingAdmissionPolicyList', MutatingAdmissionPolicy, ListMeta, 'A list of MutatingAdmissionPolicy objects.');
export interface MutatingAdmissionPolicyList extends TypeOf<typeof MutatingAdmissionPolicyList> {}
