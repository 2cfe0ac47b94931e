import type { Namespace } from '@kubets/api/core/v1/namespace';
import * as field from '@kubets/apimachinery/errors/field';
import { forbidden, invalid } from '@kubets/apimachinery/errors/status';
import { sameValue } from '../../registry/same-value.js';
import type { AdmissionPlugin, Attributes } from '../plugin.js';
import { isMain, subjectOf } from '../targets.js';
import type { Subject } from './containers.js';
import { type Level, LEVELS, violationOf } from './levels.js';

const PREFIX = 'pod-security.kubernetes.io/';
const MODES = ['enforce', 'audit', 'warn'] as const;
type Mode = (typeof MODES)[number];

/** Where a kind has its pod template; pods are their own. */
const TEMPLATES: Readonly<Record<string, (object: never) => Subject | undefined>> = {
  '/pods': (pod: Subject) => pod,
  '/replicationcontrollers': (rc: { spec: { template?: Subject } }) => rc.spec.template,
  '/podtemplates': (t: { template: Subject }) => t.template,
  'apps/deployments': (o: { spec: { template: Subject } }) => o.spec.template,
  'apps/replicasets': (o: { spec: { template?: Subject } }) => o.spec.template,
  'apps/statefulsets': (o: { spec: { template: Subject } }) => o.spec.template,
  'apps/daemonsets': (o: { spec: { template: Subject } }) => o.spec.template,
  'batch/jobs': (o: { spec: { template: Subject } }) => o.spec.template,
  'batch/cronjobs': (o: { spec: { jobTemplate: { spec: { template: Subject } } } }) => o.spec.jobTemplate.spec.template,
};

/** Holds pods to the level that their namespace asks for; templates of pods only bring a warning. Source: Pod Security Admission, KEP-2579. */
export function podSecurity(find: (name: string) => Namespace | undefined): AdmissionPlugin {
  return {
    name: 'PodSecurity',
    handles: (a) => (a.operation === 'CREATE' || a.operation === 'UPDATE') && (isMain(a, '', 'namespaces') || (keyOf(a) in TEMPLATES && (a.subresource === '' || a.subresource === 'ephemeralcontainers'))),
    validate(a) {
      if (isMain(a, '', 'namespaces')) { checkLabels(a); return; }
      const labels = find(a.namespace)?.metadata.labels;
      if (!labels) return;
      const enforce = policyOf(labels, 'enforce');
      const warn = policyOf(labels, 'warn');
      if (enforce.level === 'privileged' && warn.level === 'privileged') return;
      const pod = TEMPLATES[keyOf(a)]!(a.object as never);
      const before = a.old && TEMPLATES[keyOf(a)]!(a.old as never);
      if (!pod || (before && sameValue(before.spec, pod.spec))) return;
      const isPod = keyOf(a) === '/pods';
      const refused = isPod ? violationOf(enforce.level, pod) : undefined;
      if (refused) throw forbidden(subjectOf(a), a.name, `violates PodSecurity ${JSON.stringify(`${enforce.level}:${enforce.version}`)}: ${refused}`);
      const doubtful = violationOf(warn.level, pod);
      if (doubtful) a.warn(`would violate PodSecurity ${JSON.stringify(`${warn.level}:${warn.version}`)}: ${doubtful}`);
    },
  };
}

const keyOf = ({ definition }: Attributes): string => `${definition.group}/${definition.resource}`;

/** A level that does not exist counts as the strictest: it was meant to restrict. */
function policyOf(labels: Readonly<Record<string, string>>, mode: Mode): { level: Level; version: string } {
  const asked = labels[PREFIX + mode];
  const level = asked === undefined ? 'privileged' : LEVELS.find((l) => l === asked) ?? 'restricted';
  return { level, version: labels[`${PREFIX}${mode}-version`] ?? 'latest' };
}

function checkLabels(a: Attributes): void {
  const now = a.object?.metadata.labels ?? {};
  const before = a.old?.metadata.labels ?? {};
  const errors = MODES.flatMap((mode) => {
    const level = now[PREFIX + mode];
    const version = now[`${PREFIX}${mode}-version`];
    return [
      ...(level !== undefined && level !== before[PREFIX + mode] && !LEVELS.includes(level as Level)
        ? [field.invalid(`metadata.labels[${PREFIX}${mode}]`, level, `must be one of ${LEVELS.join(', ')}`)] : []),
      ...(version !== undefined && version !== before[`${PREFIX}${mode}-version`] && version !== 'latest' && !/^v1\.\d+$/.test(version)
        ? [field.invalid(`metadata.labels[${PREFIX}${mode}-version]`, version, 'must be "latest" or "v1.x"')] : []),
    ];
  });
  if (errors.length) throw invalid(a.definition.kind.gvk, a.name, errors);
}
