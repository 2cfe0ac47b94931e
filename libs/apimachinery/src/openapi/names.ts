import { groupVersion } from '../resource/definition.js';

/** Where the messages of a package are published; packages that are not named here belong to `io.k8s.api`. */
const PACKAGES: readonly (readonly [start: string, published: string])[] = [
  ['meta.', 'io.k8s.apimachinery.pkg.apis.'],
  ['api.resource.', 'io.k8s.apimachinery.pkg.'],
  ['runtime.', 'io.k8s.apimachinery.pkg.'],
  ['util.intstr.', 'io.k8s.apimachinery.pkg.'],
  ['version.', 'io.k8s.apimachinery.pkg.'],
  ['apiextensions.', 'io.k8s.apiextensions-apiserver.pkg.apis.'],
  ['apiregistration.', 'io.k8s.kube-aggregator.pkg.apis.'],
];
/** `core.v1.Pod`: a package, a version and a name; what has more parts is a full name already. */
const BUILT_IN = /^[a-z]+\.v\d+[a-z0-9]*\.\w+$/;

/** The published name of a message: `io.k8s.api.core.v1.Pod` for `core.v1.Pod`. Names with more parts (custom resources) stay. */
export function openApiName(message: string): string {
  const found = PACKAGES.find(([start]) => message.startsWith(start));
  if (found) return found[1] + message;
  return BUILT_IN.test(message) ? `io.k8s.api.${message}` : message;
}

/** The name under which a custom resource's kind is published: `com.example.stable.v1.CronTab`. */
export const customName = (group: string, version: string, kind: string): string => [...group.split('.').reverse(), version, kind].join('.');

/** `/api/v1` or `/apis/apps/v1`. */
export const rootPath = (of: { group: string; version: string }): string => (of.group ? `/apis/${groupVersion(of)}` : `/api/${of.version}`);

const words = (group: string): string[] => (group || 'core').replace(/\.k8s\.io$/, '').split(/[.-]/);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `AppsV1`, the middle part of operation names. */
export const operationInfix = (of: { group: string; version: string }): string => words(of.group).map(capital).join('') + capital(of.version);

/** `rbacAuthorization`: a group's name as a word. */
export const groupName = (group: string): string => words(group).map((word, i) => (i ? capital(word) : word)).join('');

/** `rbacAuthorization_v1`, by which documents group operations. */
export const tagOf = (of: { group: string; version: string }): string => `${groupName(of.group)}_${of.version}`;

export const pascal = (name: string): string => name.split(/[-_]/).map(capital).join('');
