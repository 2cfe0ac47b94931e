import type { LimitRange, LimitRangeItem } from '@kubets/api/core/v1/limit-range';
import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';

export const ANNOTATION = 'kubernetes.io/limit-ranger';

type Amounts = Record<string, string>;

/** Gives containers the requests and limits that they leave out, and notes on the pod which. Of several defaults for a resource the first counts. */
export function applyDefaults(pod: Pod, ranges: readonly LimitRange[]): void {
  const items = ranges.flatMap((range) => range.spec.limits ?? []).filter((item) => item.type === 'Container');
  const requests = merged(items, (item) => item.defaultRequest);
  const limits = merged(items, (item) => item.default);
  if (!Object.keys(requests).length && !Object.keys(limits).length) return;
  const notes = [
    ...pod.spec.containers.flatMap((c) => fill(c, 'container', requests, limits)),
    ...(pod.spec.initContainers ?? []).flatMap((c) => fill(c, 'init container', requests, limits)),
  ];
  if (notes.length) pod.metadata.annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}` };
}

function merged(items: readonly LimitRangeItem[], pick: (item: LimitRangeItem) => Readonly<Amounts> | undefined): Amounts {
  const out: Amounts = {};
  for (const item of items) for (const [name, amount] of Object.entries(pick(item) ?? {})) out[name] ??= amount;
  return out;
}

function fill(container: Container, what: string, requests: Readonly<Amounts>, limits: Readonly<Amounts>): string[] {
  const resources = (container.resources ??= {});
  const set = (kind: 'requests' | 'limits', defaults: Readonly<Amounts>): string[] => {
    const names = Object.keys(defaults).filter((name) => resources[kind]?.[name] === undefined).sort();
    if (names.length === 0) return [];
    resources[kind] = { ...resources[kind], ...Object.fromEntries(names.map((name) => [name, defaults[name]!])) };
    return [`${names.join(', ')} ${kind === 'requests' ? 'request' : 'limit'} for ${what} ${container.name}`];
  };
  return [...set('requests', requests), ...set('limits', limits)];
}
