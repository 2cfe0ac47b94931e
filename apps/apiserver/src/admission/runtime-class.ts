import type { Pod } from '@kubets/api/core/v1/pod';
import type { RuntimeClass } from '@kubets/api/node/v1/runtime-class';
import { compare } from '@kubets/apimachinery/quantity/index';
import { forbidden } from '@kubets/apimachinery/errors/status';
import { sameValue } from '../registry/same-value.js';
import type { AdmissionPlugin } from './plugin.js';
import { isPod, subjectOf } from './targets.js';

/** Gives pods of a runtime class its overhead, node selector and tolerations. Source: Runtime Class, KEP-688. */
export function runtimeClassAdmission(find: (name: string) => RuntimeClass | undefined): AdmissionPlugin {
  const refuse = (a: Parameters<typeof subjectOf>[0] & { name: string }, why: string): never => { throw forbidden(subjectOf(a), a.name, why); };
  return {
    name: 'RuntimeClass',
    handles: (a) => a.operation === 'CREATE' && isPod(a),
    mutate(a) {
      const { spec } = a.object as unknown as Pod;
      const name = spec.runtimeClassName;
      if (name === undefined) {
        if (spec.overhead && Object.keys(spec.overhead).length) refuse(a, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
        return;
      }
      const found = find(name) ?? refuse(a, `pod rejected: RuntimeClass ${JSON.stringify(name)} not found`);
      const overhead = found.overhead?.podFixed;
      if (spec.overhead && Object.keys(spec.overhead).length && !sameAmounts(spec.overhead, overhead)) refuse(a, 'pod rejected: Pod\'s Overhead doesn\'t match RuntimeClass\'s defined Overhead');
      if (overhead) spec.overhead = { ...overhead };
      for (const [key, value] of Object.entries(found.scheduling?.nodeSelector ?? {})) {
        const asked = spec.nodeSelector?.[key];
        if (asked !== undefined && asked !== value) refuse(a, `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${asked}`);
        spec.nodeSelector = { ...spec.nodeSelector, [key]: value };
      }
      for (const toleration of found.scheduling?.tolerations ?? []) {
        if (!spec.tolerations?.some((t) => sameValue(t, toleration))) spec.tolerations = [...spec.tolerations ?? [], { ...toleration }];
      }
    },
  };
}

function sameAmounts(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>> = {}): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => b[key] !== undefined && compare(a[key]!, b[key]) === 0);
}
