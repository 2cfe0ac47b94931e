import type { Attributes } from './plugin.js';

/** Whether an operation is about objects of a resource themselves, not about a subresource. */
export const isMain = (a: Pick<Attributes, 'definition' | 'subresource'>, group: string, resource: string): boolean =>
  a.subresource === '' && a.definition.resource === resource && a.definition.group === group;

export const isPod = (a: Pick<Attributes, 'definition' | 'subresource'>): boolean => isMain(a, '', 'pods');

/** The resource as errors name it. */
export const subjectOf = ({ definition }: Pick<Attributes, 'definition'>): { group: string; resource: string } => ({ group: definition.group, resource: definition.resource });
