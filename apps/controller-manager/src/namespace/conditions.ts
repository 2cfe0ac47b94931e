import type { NamespaceCondition } from '@kubets/api/core/v1/namespace';
import type { Emptied } from './empty.js';

export interface Emptying extends Emptied { readonly discoveryFailures: readonly string[] }

const named = (r: { resource: string; group: string }): string => (r.group ? `${r.resource}.${r.group}` : r.resource);

/** The five conditions of a namespace that is being deleted; `undefined` when nothing about them changed. */
export function conditionsOf(old: readonly NamespaceCondition[], outcome: Emptying, now: string): NamespaceCondition[] | undefined {
  const content = outcome.remaining.map(({ resource, count }) => `${named(resource)} has ${count} resource instances`).sort();
  const finalizers = [...outcome.finalizers].map(([f, count]) => `${f} in ${count} resource instances`).sort();
  const wanted: Omit<NamespaceCondition, 'lastTransitionTime'>[] = [
    outcome.discoveryFailures.length
      ? { type: 'NamespaceDeletionDiscoveryFailure', status: 'True', reason: 'DiscoveryFailed', message: `Discovery failed for some groups, ${outcome.discoveryFailures.length} failing: ${outcome.discoveryFailures.join(', ')}` }
      : { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', reason: 'ResourcesDiscovered', message: 'All resources successfully discovered' },
    { type: 'NamespaceDeletionGroupVersionParsingFailure', status: 'False', reason: 'ParsedGroupVersions', message: 'All legacy kube types successfully parsed' },
    outcome.failures.length
      ? { type: 'NamespaceDeletionContentFailure', status: 'True', reason: 'ContentDeletionFailed', message: `Failed to delete all resource types, ${outcome.failures.length} remaining: ${outcome.failures.join(', ')}` }
      : { type: 'NamespaceDeletionContentFailure', status: 'False', reason: 'ContentDeleted', message: 'All content successfully deleted, may be waiting on finalization' },
    content.length
      ? { type: 'NamespaceContentRemaining', status: 'True', reason: 'SomeResourcesRemain', message: `Some resources are remaining: ${content.join(', ')}` }
      : { type: 'NamespaceContentRemaining', status: 'False', reason: 'ContentRemoved', message: 'All content successfully removed' },
    finalizers.length
      ? { type: 'NamespaceFinalizersRemaining', status: 'True', reason: 'SomeFinalizersRemain', message: `Some content in the namespace has finalizers remaining: ${finalizers.join(', ')}` }
      : { type: 'NamespaceFinalizersRemaining', status: 'False', reason: 'ContentHasNoFinalizers', message: 'All content-preserving finalizers finished' },
  ];
  let changed = false;
  const next = wanted.map((condition) => {
    const known = old.find((c) => c.type === condition.type);
    if (known?.status === condition.status && known.reason === condition.reason && known.message === condition.message) return known;
    changed = true;
    return { ...condition, lastTransitionTime: known?.status === condition.status ? known.lastTransitionTime ?? now : now };
  });
  return changed ? [...old.filter((c) => !wanted.some((w) => w.type === c.type)), ...next] : undefined;
}
