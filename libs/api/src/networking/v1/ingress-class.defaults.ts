import type { Draft } from '@kubets/apimachinery/schema/types';
import type { IngressClass } from './ingress-class.js';

export function defaultIngressClass({ spec }: Draft<IngressClass>): void {
  if (spec?.parameters) spec.parameters.scope ??= 'Cluster';
}
