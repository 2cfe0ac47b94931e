import { resource } from '@kubets/apimachinery/resource/definition';
import { SelfSubjectReview } from './self-subject-review.js';
import { TokenReview } from './token-review.js';

export const selfsubjectreviews = resource<SelfSubjectReview>({
  group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews', singular: 'selfsubjectreview', kind: SelfSubjectReview, namespaced: false,
  verbs: ['create'],
});

export const tokenreviews = resource<TokenReview>({
  group: 'authentication.k8s.io', version: 'v1', resource: 'tokenreviews', singular: 'tokenreview', kind: TokenReview, namespaced: false,
  verbs: ['create'],
});
