import { field, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { MatchResources, ParamRef } from './matching.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ValidatingAdmissionPolicyBindingSpec = message('admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec', 'Which validating policy is bound, to which requests, and how failures are enforced.', {
  policyName: field(1, string,
    'Name of the ValidatingAdmissionPolicy being bound; a missing policy makes the binding ineffective.',
    { required: true }),
  paramRef: field(2, ParamRef, 'Selects the parameter objects for the policy; needed when the policy declares a paramKind.'),
  matchResources: field(3, MatchResources, 'Further limits the requests covered, on top of the policy\'s own match constraints.'),
  validationActions: field(4, list(string),
    'Responses to a failed validation: Deny, Warn or Audit; Deny and Warn cannot be combined.',
    { required: true, list: 'set', enum: ['Deny', 'Warn', 'Audit'] }),
});
export interface ValidatingAdmissionPolicyBindingSpec extends TypeOf<typeof ValidatingAdmissionPolicyBindingSpec> {}

export const ValidatingAdmissionPolicyBinding = kind('admissionregistration.v1.ValidatingAdmissionPolicyBinding', { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingAdmissionPolicyBinding' }, 'Puts a validating admission policy into effect with chosen actions, parameters and scope.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the policy binding.', { presence: 'always' }),
  spec: field(2, ValidatingAdmissionPolicyBindingSpec,
    'The wanted policy, parameters, scope and actions of the binding.',
    { required: true, presence: 'always' }),
});
export interface ValidatingAdmissionPolicyBinding extends TypeOf<typeof ValidatingAdmissionPolicyBinding> {}

export const ValidatingAdmissionPolicyBindingList = kindList('admissionregistration.v1.ValidatingAdmissionPolicyBindingList', ValidatingAdmissionPolicyBinding, ListMeta, 'A list of ValidatingAdmissionPolicyBinding objects.');
export interface ValidatingAdmissionPolicyBindingList extends TypeOf<typeof ValidatingAdmissionPolicyBindingList> {}
