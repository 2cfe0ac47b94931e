import type { Pod } from '@kubets/api/core/v1/pod';

export type Spec = Pod['spec'];
/** What all sorts of containers have in common. */
export type AnyContainer = Pick<Spec['containers'][number], 'name' | 'securityContext' | 'ports' | 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'lifecycle'>;
export interface Subject { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> }; readonly spec: Spec }

export const containersOf = (spec: Spec): readonly AnyContainer[] => [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers as AnyContainer[] | undefined ?? [])];

export const quoted = (names: readonly string[]): string => names.map((n) => JSON.stringify(n)).join(', ');

/** `container "a"` or `containers "a", "b"`. */
export const named = (containers: readonly Pick<AnyContainer, 'name'>[]): string => `${containers.length === 1 ? 'container' : 'containers'} ${quoted(containers.map((c) => c.name))}`;

/** The names of containers that break a rule, in a sentence; nothing when none does. */
export function offenders(spec: Spec, breaks: (container: AnyContainer) => boolean, sentence: (who: string) => string): string[] {
  const found = containersOf(spec).filter(breaks);
  return found.length ? [sentence(named(found))] : [];
}
