/** Labels under the project's domains that a kubelet may set on its own Node. Source: Well-Known Labels, Annotations and Taints. */
const OWN: ReadonlySet<string> = new Set([
  'kubernetes.io/hostname', 'kubernetes.io/arch', 'kubernetes.io/os', 'beta.kubernetes.io/arch', 'beta.kubernetes.io/os', 'beta.kubernetes.io/instance-type',
  'node.kubernetes.io/instance-type', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/zone',
]);
const OWN_DOMAINS = ['kubelet.kubernetes.io', 'node.kubernetes.io'];
const PROJECT_DOMAINS = ['kubernetes.io', 'k8s.io'];

const within = (domain: string, parents: readonly string[]): boolean => parents.some((p) => domain === p || domain.endsWith(`.${p}`));

/** Whether a label is for administrators only: workloads are steered by it, and a compromised node must not attract them. */
export function isRestrictedLabel(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0 || OWN.has(key)) return false;
  const domain = key.slice(0, slash);
  return within(domain, PROJECT_DOMAINS) && !within(domain, OWN_DOMAINS);
}

type Labels = Readonly<Record<string, string>>;

/** Restricted labels that were added, changed or removed, in order. */
export function changedRestrictedLabels(now: Labels, before: Labels): string[] {
  const keys = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...keys].filter((key) => now[key] !== before[key] && isRestrictedLabel(key)).sort();
}
