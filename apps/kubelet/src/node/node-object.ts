import type { ContainerImage, Node, NodeStatus } from '@kubets/api/core/v1/node';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { DEFAULT_PORT, type NodeConfig } from '../node-config.js';
import type { Resources } from './capacity.js';
import { nodeConditions, type NodeHealth } from './conditions.js';
import type { Machine } from './machine.js';

/** Labels that every node carries; the beta ones are still selected on by old manifests. */
export const standardLabels = (name: string, architecture: string): Record<string, string> => ({
  'beta.kubernetes.io/arch': architecture, 'beta.kubernetes.io/os': 'linux', 'kubernetes.io/arch': architecture,
  'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux',
});

export interface NodeFacts {
  readonly config: NodeConfig;
  readonly machine: Machine;
  readonly capacity: Resources;
  readonly allocatable: Resources;
  readonly runtime: { readonly runtime: string; readonly version: string };
}

const MAX_IMAGES = 50;
/** The largest images first, as the scheduler's image locality wants the costly ones. */
export const imageList = (images: readonly { names: readonly string[]; sizeBytes: number }[]): ContainerImage[] =>
  [...images].filter((i) => i.names.length > 0).sort((a, b) => b.sizeBytes - a.sizeBytes).slice(0, MAX_IMAGES).map(({ names, sizeBytes }) => ({ names: [...names], sizeBytes }));

/** The status to report. @param now RFC 3339 */
export function nodeStatus(facts: NodeFacts, health: NodeHealth, images: ContainerImage[], old: Partial<NodeStatus>, now: string): NodeStatus {
  const { config, machine, capacity, allocatable, runtime } = facts;
  return {
    addresses: [...(config.ip ? [{ type: 'InternalIP', address: config.ip }] : []), { type: 'Hostname', address: config.name }],
    allocatable, capacity, conditions: nodeConditions(health, old.conditions ?? [], now),
    daemonEndpoints: { kubeletEndpoint: { Port: config.port ?? DEFAULT_PORT } }, images,
    nodeInfo: {
      architecture: machine.architecture, bootID: machine.bootID, containerRuntimeVersion: `${runtime.runtime}://${runtime.version}`,
      kernelVersion: machine.kernelVersion, kubeProxyVersion: '', kubeletVersion: machine.kubeletVersion, machineID: machine.machineID,
      operatingSystem: 'linux', osImage: machine.osImage, systemUUID: machine.systemUUID,
    },
  };
}

/** The Node as the kubelet registers it. */
export const nodeDraft = ({ config, machine }: NodeFacts, status: NodeStatus): Draft<Node> => ({
  apiVersion: 'v1', kind: 'Node',
  metadata: { name: config.name, labels: { ...config.labels, ...standardLabels(config.name, machine.architecture) }, annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' } },
  spec: {
    ...(config.podCIDR ? { podCIDR: config.podCIDR, podCIDRs: [config.podCIDR] } : {}), ...(config.providerID ? { providerID: config.providerID } : {}),
    ...(config.taints?.length ? { taints: [...config.taints] } : {}),
  },
  status,
});
