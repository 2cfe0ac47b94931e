import { resource } from '@kubets/apimachinery/resource/definition';
import { LocalSubjectAccessReview } from './local-subject-access-review.js';
import { SelfSubjectAccessReview } from './self-subject-access-review.js';
import { SelfSubjectRulesReview } from './self-subject-rules-review.js';
import { SubjectAccessReview } from './subject-access-review.js';

export const localsubjectaccessreviews = resource<LocalSubjectAccessReview>({
  group: 'authorization.k8s.io', version: 'v1', resource: 'localsubjectaccessreviews', singular: 'localsubjectaccessreview', kind: LocalSubjectAccessReview, namespaced: true,
  verbs: ['create'],
});

export const selfsubjectaccessreviews = resource<SelfSubjectAccessReview>({
  group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectaccessreviews', singular: 'selfsubjectaccessreview', kind: SelfSubjectAccessReview, namespaced: false,
  verbs: ['create'],
});

export const selfsubjectrulesreviews = resource<SelfSubjectRulesReview>({
  group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectrulesreviews', singular: 'selfsubjectrulesreview', kind: SelfSubjectRulesReview, namespaced: false,
  verbs: ['create'],
});

export const subjectaccessreviews = resource<SubjectAccessReview>({
  group: 'authorization.k8s.io', version: 'v1', resource: 'subjectaccessreviews', singular: 'subjectaccessreview', kind: SubjectAccessReview, namespaced: false,
  verbs: ['create'],
});
