import type { FilterPlugin, ScorePlugin } from '../../framework/plugin.js';
import { spreadKey } from './constraints.js';
import { spreadFilter } from './filter.js';
import { spreadScore } from './score.js';

/** Keeps the pods of a group from crowding in one domain. Source: Pod Topology Spread Constraints, KEP-895, KEP-3022, KEP-3094, KEP-3243. */
export const podTopologySpread: FilterPlugin & ScorePlugin = {
  name: 'PodTopologySpread',
  unblockedBy: ['node-added', 'node-removed', 'node-labels', 'node-taints', 'pod-added', 'pod-removed', 'pod-updated'],
  key: spreadKey,
  filter: spreadFilter,
  score: spreadScore,
};
