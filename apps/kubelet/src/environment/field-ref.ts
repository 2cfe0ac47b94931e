import type { Pod } from '@kubets/api/core/v1/pod';

/** Facts that the pod's status may not hold yet when a container is made. */
export interface PodFacts { readonly hostIPs: readonly string[]; readonly podIPs: readonly string[] }

const SUBSCRIPT = /^metadata\.(labels|annotations)\['(.*)'\]$/;

/** Escapes as Go's %q does for printable text; label and annotation files hold one `key="value"` per line. */
const quoted = (map: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([k, v]) => `${k}=${JSON.stringify(v)}`).join('\n');

/** The text of a field of the pod (downward API). Throws for a path that does not exist. */
export function podField(pod: Pod, path: string, facts: PodFacts): string {
  const subscript = SUBSCRIPT.exec(path);
  if (subscript) return pod.metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2] ?? ''] ?? '';
  switch (path) {
    case 'metadata.name': return pod.metadata.name ?? '';
    case 'metadata.namespace': return pod.metadata.namespace ?? '';
    case 'metadata.uid': return pod.metadata.uid ?? '';
    case 'metadata.labels': return quoted(pod.metadata.labels);
    case 'metadata.annotations': return quoted(pod.metadata.annotations);
    case 'spec.nodeName': return pod.spec.nodeName ?? '';
    case 'spec.serviceAccountName': return pod.spec.serviceAccountName ?? '';
    case 'status.hostIP': return facts.hostIPs[0] ?? '';
    case 'status.hostIPs': return facts.hostIPs.join(',');
    case 'status.podIP': return facts.podIPs[0] ?? '';
    case 'status.podIPs': return facts.podIPs.join(',');
    default: throw new Error(`unsupported fieldPath: ${path}`);
  }
}
