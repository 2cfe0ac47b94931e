import { field, kind, kindList, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { MatchResources, ParamRef } from './matching.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const MutatingAdmissionPolicyBindingSpec = message('admissionregistration.v1.MutatingAdmissionPolicyBindingSpec', 'Which mutating policy is bound, with what parameters, and to which requests.', {
  policyName: field(1, string, 'Name of the MutatingAdmissionPolicy being bound; a missing policy makes the binding ineffective.'),
  paramRef: field(2, ParamRef, 'Selects the parameter objects for the policy; needed when the policy declares a paramKind.'),
  matchResources: field(3, MatchResources, 'Further limits the requests covered, on top of the policy\'s own match constraints.'),
});
export interface MutatingAdmissionPolicyBindingSpec extends TypeOf<typeof MutatingAdmissionPolicyBindingSpec> {}

export const MutatingAdmissionPolicyBinding = kind('admissionregistration.v1.MutatingAdmissionPolicyBinding', { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'MutatingAdmissionPolicyBinding' }, 'Puts a mutating admission policy into effect, optionally with parameters and narrower matching.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the policy binding.', { presence: 'always' }),
  spec: field(2, MutatingAdmissionPolicyBindingSpec, 'The wanted policy, parameters and scope of the binding.', { presence: 'always' }),
});
export interface MutatingAdmissionPolicyBinding extends TypeOf<typeof MutatingAdmissionPolicyBinding> {}

export const MutatingAdmissionPolicyBindingList = kindList('admissionregistration.v1.MutatingAdmissionPolicyBindingList', MutatingAdmissionPolicyBinding, ListMeta, 'A list of MutatingAdmissionPolicyBinding objects.');
export interface MutatingAdmissionPolicyBindingList extends TypeOf<typeof MutatingAdmissionPolicyBindingList> {}
