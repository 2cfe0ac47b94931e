import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Container, EphemeralContainer } from './container.js';
import type { HTTPGetAction, Probe } from './probe.js';
import { roundResources } from './resources.defaults.js';

/** Tag of an image reference; an image without tag and digest means `latest`. */
export function imageTag(reference: string): string {
  const [name = '', digest] = reference.split('@');
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  if (colon >= 0) return last.slice(colon + 1);
  return digest ? '' : 'latest';
}

/** `latest` moves, so it is pulled every time. An empty reference is left to validation and pulled only once. */
export const defaultPullPolicy = (reference: string): string => (reference && imageTag(reference) === 'latest' ? 'Always' : 'IfNotPresent');

export function defaultContainer(container: Draft<Container> | Draft<EphemeralContainer>): void {
  container.imagePullPolicy ||= defaultPullPolicy(container.image ?? '');
  container.terminationMessagePath ||= '/dev/termination-log';
  container.terminationMessagePolicy ||= 'File';
  container.resources ??= {};
  roundResources(container.resources.limits, container.resources.requests);
  for (const port of container.ports ?? []) port.protocol ||= 'TCP';
  for (const { valueFrom } of container.env ?? []) {
    if (valueFrom?.fieldRef) valueFrom.fieldRef.apiVersion ||= 'v1';
    if (valueFrom?.fileKeyRef) valueFrom.fileKeyRef.optional ??= false;
  }
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) if (probe) defaultProbe(probe);
  for (const hook of [container.lifecycle?.postStart, container.lifecycle?.preStop]) if (hook?.httpGet) defaultHttpGet(hook.httpGet);
}

function defaultProbe(probe: Draft<Probe>): void {
  probe.timeoutSeconds ||= 1;
  probe.periodSeconds ||= 10;
  probe.successThreshold ||= 1;
  probe.failureThreshold ||= 3;
  if (probe.httpGet) defaultHttpGet(probe.httpGet);
  if (probe.grpc) probe.grpc.service ??= '';
}

function defaultHttpGet(action: Draft<HTTPGetAction>): void {
  action.path ||= '/';
  action.scheme ||= 'HTTP';
}
