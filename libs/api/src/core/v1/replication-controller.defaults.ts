import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPodTemplate } from './pod-spec.defaults.js';
import type { ReplicationController } from './replication-controller.js';

export function defaultReplicationController(controller: Draft<ReplicationController>): void {
  const spec = (controller.spec ??= {});
  const metadata = (controller.metadata ??= {});
  spec.replicas ??= 1;
  if (!spec.template) return;
  defaultPodTemplate(spec.template);
  const labels = spec.template.metadata?.labels;
  if (!labels) return;
  if (Object.keys(spec.selector ?? {}).length === 0) spec.selector = { ...labels };
  if (Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels };
}
