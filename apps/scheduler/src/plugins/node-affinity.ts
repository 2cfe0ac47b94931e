import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '@kubets/api/core/v1/scheduling';
import type { FilterPlugin, ScorePlugin } from '../framework/plugin.js';

/** `nodeSelector` and node affinity: which nodes a pod requires or prefers, by labels and names. */
export const nodeAffinity: FilterPlugin & ScorePlugin = {
  name: 'NodeAffinity',
  unblockedBy: ['node-added', 'node-labels'],
  filter(pod, { nodes }) {
    const required = requiredNodes(pod);
    if (!required) return undefined;
    return {
      scope: 'node',
      unresolvable: () => true,
      passes(row) {
        const node = nodes.nodes[row];
        return node !== undefined && required(node);
      },
      reasons: () => ["node(s) didn't match Pod's node affinity/selector"],
    };
  },
  score(pod, { nodes }) {
    const preferred = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    if (!preferred?.length) return undefined;
    return {
      scope: 'node',
      normalize: 'up',
      of(node) {
        const object = nodes.nodes[node];
        let sum = 0;
        if (object) for (const term of preferred) if (term.weight && matches(term.preference, object)) sum += term.weight;
        return sum;
      },
    };
  },
};

/** The test that a pod's `nodeSelector` and required node affinity make together; `undefined` when it has neither. */
export function requiredNodes(pod: Pod): ((node: Node) => boolean) | undefined {
  const selector = Object.entries(pod.spec.nodeSelector ?? {});
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!selector.length && !required) return undefined;
  return (node) => {
    const labels = node.metadata.labels ?? {};
    for (const [key, value] of selector) if (labels[key] !== value) return false;
    return !required || selects(required, node);
  };
}

/** Terms are alternatives; a selector without terms selects nothing. */
export const selects = (selector: NodeSelector, node: Node): boolean => selector.nodeSelectorTerms.some((term) => matches(term, node));

function matches(term: NodeSelectorTerm, node: Node): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (!expressions.length && !fields.length) return false;
  const labels = node.metadata.labels ?? {};
  return expressions.every((r) => satisfies(r, labels[r.key])) && fields.every((r) => r.key === 'metadata.name' && satisfies(r, node.metadata.name));
}

const INTEGER = /^[-+]?\d+$/;

function satisfies(requirement: NodeSelectorRequirement, value: string | undefined): boolean {
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    case 'Gt': return comparable(value, values) && BigInt(value!) > BigInt(values[0]!);
    case 'Lt': return comparable(value, values) && BigInt(value!) < BigInt(values[0]!);
    default: return false;
  }
}

const comparable = (value: string | undefined, values: readonly string[]): boolean => value !== undefined && INTEGER.test(value) && values.length === 1 && INTEGER.test(values[0]!);
