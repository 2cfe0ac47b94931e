import { type FieldError, child, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import { isIP } from 'node:net';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { portName } from '@kubets/apimachinery/validation/identifiers';
import { dns1035Label, dns1123Subdomain, wildcardDns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { each, immutable, invalidAll, oneOf, optionalText, portNumber, requiredText } from '../../validation/fields.js';
import type { IngressClass } from './ingress-class.js';
import type { HTTPIngressPath, Ingress, IngressBackend } from './ingress.js';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const BAD_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const BAD_ENDINGS = ['/..', '/.'];

function validateHost(host: string | undefined, path: string): FieldError[] {
  if (!host) return [];
  if (isIP(host)) return [invalid(path, host, 'must be a DNS name, not an IP address')];
  return invalidAll(path, host, host.includes('*') ? wildcardDns1123Subdomain(host) : dns1123Subdomain(host));
}

function validateBackend(backend: Draft<IngressBackend> | undefined, path: string): FieldError[] {
  const { service, resource } = backend ?? {};
  if (service && resource) return [invalid(path, '', 'cannot set both resource and service backends')];
  if (resource) return [...requiredText(child(child(path, 'resource'), 'kind'), resource.kind), ...requiredText(child(child(path, 'resource'), 'name'), resource.name)];
  if (!service) return [required(path, 'resource or service backend is required')];
  const at = child(path, 'service');
  const { name, number } = service.port ?? {};
  const errors = requiredText(child(at, 'name'), service.name, dns1035Label);
  if (name && number) return [...errors, invalid(child(at, 'port'), service.port, 'cannot set both port name & port number')];
  if (name) return [...errors, ...invalidAll(child(child(at, 'port'), 'name'), name, portName(name))];
  if (number) return [...errors, ...portNumber(child(child(at, 'port'), 'number'), number)];
  return [...errors, required(child(at, 'port'), 'port name or number is required')];
}

function validatePath({ path: text = '', pathType, backend }: Draft<HTTPIngressPath>, at: string): FieldError[] {
  const place = child(at, 'path');
  const errors: FieldError[] = [];
  if (!pathType) errors.push(required(child(at, 'pathType'), 'pathType must be specified'));
  else if (pathType === 'ImplementationSpecific') {
    if (text && !text.startsWith('/')) errors.push(invalid(place, text, 'must be an absolute path'));
  } else if (PATH_TYPES.includes(pathType)) {
    if (!text.startsWith('/')) errors.push(invalid(place, text, 'must be an absolute path'));
    for (const bad of BAD_SEQUENCES) if (text.includes(bad)) errors.push(invalid(place, text, `must not contain '${bad}'`));
    for (const bad of BAD_ENDINGS) if (text.endsWith(bad)) errors.push(invalid(place, text, `cannot end with '${bad}'`));
  } else errors.push(...oneOf(child(at, 'pathType'), pathType, PATH_TYPES));
  return [...errors, ...validateBackend(backend, child(at, 'backend'))];
}

export function validateIngress({ spec = {} }: Draft<Ingress>): FieldError[] {
  const errors: FieldError[] = [];
  if (!spec.rules?.length && !spec.defaultBackend) errors.push(invalid('spec', spec.rules ?? [], 'either `defaultBackend` or `rules` must be specified'));
  if (spec.defaultBackend) errors.push(...validateBackend(spec.defaultBackend, 'spec.defaultBackend'));
  return [
    ...errors,
    ...optionalText('spec.ingressClassName', spec.ingressClassName, dns1123Subdomain),
    ...each(spec.rules, 'spec.rules', ({ host, http }, at) => [
      ...validateHost(host, child(at, 'host')),
      ...(http ? (http.paths?.length ? each(http.paths, child(child(at, 'http'), 'paths'), validatePath) : [required(child(child(at, 'http'), 'paths'))]) : []),
    ]),
    ...each(spec.tls, 'spec.tls', ({ hosts, secretName }, at) => [
      ...each(hosts, child(at, 'hosts'), (host, place) => validateHost(host, place)), ...optionalText(child(at, 'secretName'), secretName, dns1123Subdomain),
    ]),
  ];
}

export const validateIngressCreate = (ingress: Draft<Ingress>): FieldError[] => {
  const old = ingress.metadata?.annotations?.['kubernetes.io/ingress.class'];
  const conflict = old !== undefined && ingress.spec?.ingressClassName !== undefined && old !== ingress.spec.ingressClassName;
  return [...(conflict ? [invalid('metadata.annotations[kubernetes.io/ingress.class]', old, 'must match `ingressClassName` when both are specified')] : []), ...validateIngress(ingress)];
};

const DOMAIN_PATH = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

export function validateIngressClass({ spec = {} }: Draft<IngressClass>): FieldError[] {
  const { controller = '', parameters } = spec;
  const errors: FieldError[] = [];
  if (!controller) errors.push(required('spec.controller'));
  else if (controller.length > 250) errors.push({ type: 'FieldValueTooLong', field: 'spec.controller', message: 'Too long: may not be more than 250 bytes' });
  else if (!DOMAIN_PATH.test(controller)) errors.push(invalid('spec.controller', controller, 'must be a domain-prefixed path (such as "acme.io/foo")'));
  if (!parameters) return errors;
  errors.push(...requiredText('spec.parameters.kind', parameters.kind), ...requiredText('spec.parameters.name', parameters.name), ...oneOf('spec.parameters.scope', parameters.scope, ['Cluster', 'Namespace']));
  if (parameters.scope === 'Namespace' && !parameters.namespace) errors.push(required('spec.parameters.namespace', "`parameters.scope` is set to 'Namespace'"));
  if (parameters.scope === 'Cluster' && parameters.namespace) errors.push(forbidden('spec.parameters.namespace', "`parameters.scope` is set to 'Cluster'"));
  return errors;
}

export const validateIngressClassUpdate = (ingressClass: Draft<IngressClass>, old: Draft<IngressClass>): FieldError[] => [
  ...validateIngressClass(ingressClass), ...immutable('spec.controller', ingressClass.spec?.controller, old.spec?.controller),
];
