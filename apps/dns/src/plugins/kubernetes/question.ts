/** What a name below the cluster domain asks for, by the layout of DNS-Based Service Discovery 1.1. */
export type Question =
  | { readonly kind: 'apex' | 'version' | 'nameserver' | 'branch' | 'unknown' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'service'; readonly namespace: string; readonly service: string; readonly port?: string; readonly protocol?: string; readonly endpoint?: string }
  | { readonly kind: 'pod'; readonly namespace: string; readonly address: string };

/** @param name relative to the cluster domain, lower case; empty for the domain itself */
export function readQuestion(name: string): Question {
  if (name === '') return { kind: 'apex' };
  if (name === 'dns-version') return { kind: 'version' };
  if (name === 'ns.dns') return { kind: 'nameserver' };
  const labels = name.split('.').reverse();
  const [kind, namespace, first, second, third, ...more] = labels;
  if (kind !== 'svc' && kind !== 'pod' || more.length > 0) return { kind: 'unknown' };
  if (namespace === undefined) return { kind: 'branch' };
  if (first === undefined) return { kind: 'namespace', namespace };
  if (kind === 'pod') return second === undefined ? { kind: 'pod', namespace, address: first } : { kind: 'unknown' };
  if (second === undefined) return { kind: 'service', namespace, service: first };
  if (third === undefined) {
    if (second.startsWith('_')) return { kind: 'service', namespace, service: first, protocol: second.slice(1), port: '*' };
    return { kind: 'service', namespace, service: first, endpoint: second };
  }
  if (!second.startsWith('_') || !third.startsWith('_')) return { kind: 'unknown' };
  return { kind: 'service', namespace, service: first, protocol: second.slice(1), port: third.slice(1) };
}

/** The address in `1-2-3-4` or `2001-db8--1`; `undefined` when it is none. */
export const dashedAddress = (text: string): string | undefined =>
  (/^\d+-\d+-\d+-\d+$/.test(text) ? text.replaceAll('-', '.') : /^[0-9a-f-]+$/.test(text) && text.includes('-') ? text.replaceAll('-', ':') : undefined);
