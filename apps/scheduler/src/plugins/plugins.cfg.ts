import type { FilterPlugin, Plugin } from '../framework/plugin.js';
import type { WeightedScore } from '../framework/shape.js';
import { imageLocality } from './image-locality.js';
import { interPodAffinity } from './inter-pod-affinity/inter-pod-affinity.js';
import { nodeAffinity } from './node-affinity.js';
import { nodeName } from './node-name.js';
import { nodePorts } from './node-ports.js';
import { nodeResourcesBalancedAllocation, nodeResourcesFit } from './node-resources.js';
import { nodeUnschedulable } from './node-unschedulable.js';
import { podTopologySpread } from './pod-topology-spread/pod-topology-spread.js';
import { taintToleration } from './taint-toleration.js';

/** Filters in upstream's order: the first that refuses names the reason, so the more telling ones come first. */
export const FILTERS: readonly FilterPlugin[] = [nodeUnschedulable, nodeName, taintToleration, nodeAffinity, nodePorts, nodeResourcesFit, podTopologySpread, interPodAffinity];

/** Scores with upstream's default weights. */
export const SCORES: readonly WeightedScore[] = [
  { plugin: taintToleration, weight: 3 },
  { plugin: nodeAffinity, weight: 2 },
  { plugin: nodeResourcesFit, weight: 1 },
  { plugin: podTopologySpread, weight: 2 },
  { plugin: interPodAffinity, weight: 2 },
  { plugin: nodeResourcesBalancedAllocation, weight: 1 },
  { plugin: imageLocality, weight: 1 },
];

/** Plugins that look at more of a pod than its shape holds by itself. */
export const KEYED: readonly Plugin[] = [podTopologySpread, interPodAffinity];
