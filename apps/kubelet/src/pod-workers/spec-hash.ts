import { createHash } from 'node:crypto';
import type { Container } from '@kubets/api/core/v1/container';

/**
 * Identifies what a container was made from. Only name and image count: they are what an update of a running pod may change
 * that needs a new container, and fields added by a newer API version must not restart anything.
 */
export const specHash = (container: Container): string =>
  createHash('sha256').update(JSON.stringify({ name: container.name, image: container.image ?? '' })).digest('hex').slice(0, 8);
