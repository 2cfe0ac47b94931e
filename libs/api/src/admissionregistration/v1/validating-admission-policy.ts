import { field, int64, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { MatchCondition, MatchResources, ParamKind, Variable } from './matching.js';
import { Condition } from '@kubets/apimachinery/meta/v1/condition';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const AuditAnnotation = message('admissionregistration.v1.AuditAnnotation', 'One annotation that a validating policy adds to the audit event of a request.', {
  key: field(1, string,
    'Annotation name, unique within the policy; the audit log prefixes it with the policy name.',
    { required: true, presence: 'always' }),
  valueExpression: field(2, string,
    'CEL expression giving the annotation value; a null or empty result omits the annotation.',
    { required: true, presence: 'always' }),
});
export interface AuditAnnotation extends TypeOf<typeof AuditAnnotation> {}

export const ExpressionWarning = message('admissionregistration.v1.ExpressionWarning', 'A problem found while type checking one expression of a policy.', {
  fieldRef: field(2, string,
    'Path of the policy field holding the expression, such as spec.validations[0].expression.',
    { required: true, presence: 'always' }),
  warning: field(3, string,
    'Readable result of the type check, including the types against which the expression failed.',
    { required: true, presence: 'always' }),
});
export interface ExpressionWarning extends TypeOf<typeof ExpressionWarning> {}

export const TypeChecking = message('admissionregistration.v1.TypeChecking', 'Outcome of checking a validating policy\'s expressions against known types.', {
  expressionWarnings: field(1, list(ExpressionWarning), 'Type problems found, one entry per affected expression.', { list: 'atomic' }),
});
export interface TypeChecking extends TypeOf<typeof TypeChecking> {}

export const Validation = message('admissionregistration.v1.Validation', 'One CEL check of a policy and the error reported when it fails.', {
  expression: field(1, string, 'CEL expression that needs to be true for the request to pass.', { required: true, presence: 'always' }),
  message: field(2, string, 'Fixed text shown on failure; required when the expression spans several lines.'),
  reason: field(3, string,
    'Machine-readable failure cause: Unauthorized, Forbidden, Invalid or RequestEntityTooLarge; Invalid when unset.',
    { presence: 'explicit' }),
  messageExpression: field(4, string, 'CEL expression producing the failure text; takes precedence over message when it evaluates cleanly.'),
});
export interface Validation extends TypeOf<typeof Validation> {}

export const ValidatingAdmissionPolicySpec = message('admissionregistration.v1.ValidatingAdmissionPolicySpec', 'The wanted behaviour of a validating policy: what it matches and what it checks.', {
  paramKind: field(1, ParamKind, 'Kind of the objects that parameterize the policy; unset means params is null in expressions.'),
  matchConstraints: field(2, MatchResources, 'The requests this policy examines; a required field of every policy.'),
  validations: field(3, list(Validation), 'CEL checks on the request; needed unless auditAnnotations is given.', { list: 'atomic' }),
  failurePolicy: field(4, string,
    'Whether evaluation errors count as failures (Fail, the default) or are passed over (Ignore).',
    { presence: 'explicit', enum: ['Ignore', 'Fail'] }),
  auditAnnotations: field(5, list(AuditAnnotation),
    'Annotations computed for the audit event; needed unless validations is given.',
    { list: 'atomic' }),
  matchConditions: field(6, list(MatchCondition),
    'Up to 64 extra CEL filters, all of which need to be true for the policy to run.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  variables: field(7, list(Variable),
    'Named CEL expressions computed lazily and usable by the policy\'s later expressions.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
});
export interface ValidatingAdmissionPolicySpec extends TypeOf<typeof ValidatingAdmissionPolicySpec> {}

export const ValidatingAdmissionPolicyStatus = message('admissionregistration.v1.ValidatingAdmissionPolicyStatus', 'The observed state of a validating admission policy.', {
  observedGeneration: field(1, int64, 'Generation of the policy that was last examined by the controller.'),
  typeChecking: field(2, TypeChecking, 'Type checking results; set once the check has finished.'),
  conditions: field(3, list(Condition), 'Latest conditions describing the state of the policy.', { list: 'map', keys: ['type'] }),
});
export interface ValidatingAdmissionPolicyStatus extends TypeOf<typeof ValidatingAdmissionPolicyStatus> {}

export const ValidatingAdmissionPolicy = kind('admissionregistration.v1.ValidatingAdmissionPolicy', { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingAdmissionPolicy' }, 'A policy that accepts or rejects requests with CEL, without calling an external webhook.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the validating policy.', { presence: 'always' }),
  spec: field(2, ValidatingAdmissionPolicySpec, 'The wanted matching rules and validations of the policy.', { presence: 'always' }),
  status: field(3, ValidatingAdmissionPolicyStatus, 'The observed state, including type checking results; read-only.', { presence: 'always' }),
});
export interface ValidatingAdmissionPolicy extends TypeOf<typeof ValidatingAdmissionPolicy> {}

export const ValidatingAdmissionPolicyList = kindList('admissionregistration.v1.ValidatingAdmissionPolicyList', ValidatingAdmissionPolicy, ListMeta, 'A list of ValidatingAdmissionPolicy objects.');
export interface ValidatingAdmissionPolicyList extends TypeOf<typeof ValidatingAdmissionPolicyList> {}
