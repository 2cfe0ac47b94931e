import type { Endpoint, EndpointPort, EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';

/** Endpoints that offer the same ports under addresses of one type. */
export interface EndpointGroup {
  readonly addressType: 'IPv4' | 'IPv6';
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

export interface SlicePlan {
  readonly create: readonly EndpointGroup[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
}

/** Which endpoint it is, whatever its state. */
const identity = ({ addresses, hostname, targetRef }: Endpoint): string =>
  [targetRef?.uid ?? `${targetRef?.namespace ?? ''}/${targetRef?.name ?? ''}`, hostname ?? '', ...addresses ?? []].join('|');

const portText = (ports: readonly EndpointPort[] | undefined): string =>
  (ports ?? []).map(({ name, protocol, port, appProtocol }) => JSON.stringify([name ?? '', protocol ?? 'TCP', port ?? 0, appProtocol ?? ''])).sort().join();

const endpointText = (e: Endpoint): string => JSON.stringify([
  e.addresses, e.conditions?.ready, e.conditions?.serving, e.conditions?.terminating, e.hostname ?? '', e.targetRef?.kind, e.targetRef?.namespace, e.targetRef?.name,
  e.targetRef?.uid, e.nodeName ?? '', e.zone ?? '', e.hints ?? null,
]);

const kindOf = (addressType: string, ports: readonly EndpointPort[] | undefined): string => `${addressType} ${portText(ports)}`;

interface Filling { readonly slice: EndpointSlice; readonly endpoints: Endpoint[]; changed: boolean }

/**
 * Distributes endpoints over slices so that few slices change: what is in a slice stays there, what is new fills slices that change anyway,
 * then the one with the least room that is enough, and only then a new one.
 * @param max endpoints in a slice
 */
export function planSlices(groups: readonly EndpointGroup[], existing: readonly EndpointSlice[], max: number): SlicePlan {
  const byKind = new Map<string, EndpointSlice[]>();
  for (const slice of existing) {
    const kind = kindOf(slice.addressType, slice.ports);
    const known = byKind.get(kind);
    if (known) known.push(slice);
    else byKind.set(kind, [slice]);
  }
  const create: EndpointGroup[] = [];
  const update: EndpointSlice[] = [];
  const remove: EndpointSlice[] = [];
  for (const group of groups) {
    const kind = kindOf(group.addressType, group.ports);
    const plan = planGroup(group, byKind.get(kind) ?? [], max);
    byKind.delete(kind);
    create.push(...plan.create);
    update.push(...plan.update);
    remove.push(...plan.remove);
  }
  remove.push(...[...byKind.values()].flat());
  return reuse({ create, update, remove });
}

function planGroup(group: EndpointGroup, slices: readonly EndpointSlice[], max: number): SlicePlan {
  const wanted = new Map(group.endpoints.map((endpoint) => [identity(endpoint), endpoint]));
  const fillings = slices.map((slice): Filling => {
    const filling: Filling = { slice, endpoints: [], changed: false };
    for (const endpoint of slice.endpoints ?? []) {
      const next = wanted.get(identity(endpoint));
      if (!next) { filling.changed = true; continue; }
      wanted.delete(identity(endpoint));
      filling.changed ||= endpointText(next) !== endpointText(endpoint);
      filling.endpoints.push(next);
    }
    return filling;
  });
  const rest = [...wanted.values()];
  const create: EndpointGroup[] = [];
  const pour = (filling: Filling): void => { filling.endpoints.push(...rest.splice(0, Math.max(0, max - filling.endpoints.length))); filling.changed = true; };
  if (rest.length) {
    // Fullest first, so that others may become empty.
    for (const filling of fillings.filter(({ changed }) => changed).sort((a, b) => b.endpoints.length - a.endpoints.length)) if (rest.length) pour(filling);
  }
  while (rest.length >= max) create.push({ ...group, endpoints: rest.splice(0, max) });
  if (rest.length) {
    const fitting = fillings.filter(({ changed, endpoints }) => !changed && endpoints.length + rest.length <= max).sort((a, b) => b.endpoints.length - a.endpoints.length)[0];
    if (fitting) pour(fitting);
    else create.push({ ...group, endpoints: rest.splice(0) });
  }
  // A group without endpoints is the placeholder that says so.
  const kept = group.endpoints.length === 0 ? fillings.slice(0, 1) : fillings.filter(({ endpoints }) => endpoints.length > 0);
  if (group.endpoints.length === 0 && kept.length === 0) create.push(group);
  return {
    create,
    update: kept.filter(({ changed }) => changed).map(({ slice, endpoints }) => ({ ...slice, endpoints })),
    remove: fillings.filter((filling) => !kept.includes(filling)).map(({ slice }) => slice),
  };
}

/** A slice that would be deleted is rewritten instead of making another; only its address type cannot change. */
function reuse({ create, update, remove }: SlicePlan): SlicePlan {
  const spare = [...remove];
  const rewritten: EndpointSlice[] = [];
  const fresh = create.filter((group) => {
    const at = spare.findIndex(({ addressType }) => addressType === group.addressType);
    if (at < 0) return true;
    const [slice] = spare.splice(at, 1);
    rewritten.push({ ...slice!, ports: [...group.ports], endpoints: [...group.endpoints] });
    return false;
  });
  return { create: fresh, update: [...update, ...rewritten], remove: spare };
}
