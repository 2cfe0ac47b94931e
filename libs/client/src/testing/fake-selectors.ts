import { badRequest } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { InvalidSelector, parseFieldSelector, parseLabelSelector } from '@kubets/apimachinery/selectors/index';

export type Matcher = (object: KubeObject) => boolean;

const fieldAt = (object: KubeObject, path: string): string => {
  let at: unknown = object;
  for (const step of path.split('.')) at = at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[step] : undefined;
  return at === undefined || at === null ? '' : String(at);
};

/** What both selectors of a query let through. Fields are read by their path, whatever it is. */
export function selecting(labelSelector: string | null, fieldSelector: string | null): Matcher {
  try {
    const labels = labelSelector ? parseLabelSelector(labelSelector) : undefined;
    const fields = fieldSelector ? parseFieldSelector(fieldSelector) : undefined;
    return (object) => (labels?.matches(object.metadata.labels) ?? true) && (fields?.matchesFields((path) => fieldAt(object, path)) ?? true);
  } catch (error) {
    throw error instanceof InvalidSelector ? badRequest(error.message) : error;
  }
}
