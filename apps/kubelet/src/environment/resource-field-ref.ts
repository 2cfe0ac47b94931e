import type { Container } from '@kubets/api/core/v1/container';
import type { ResourceFieldSelector } from '@kubets/api/core/v1/environment';
import { quantityValue } from '../resources/quantity.js';

/**
 * A request or limit of a container divided by the selector's divisor and rounded up. A limit that is not set reads as what the node can give.
 * @param allocatable of the node, as quantities by resource name
 */
export function resourceField(container: Container, selector: ResourceFieldSelector, allocatable: Readonly<Record<string, string>>): string {
  const match = /^(limits|requests)\.(.+)$/.exec(selector.resource);
  if (!match) throw new Error(`unsupported container resource : ${selector.resource}`);
  const name = match[2] ?? '';
  const { limits, requests } = container.resources ?? {};
  const text = match[1] === 'limits' ? limits?.[name] ?? allocatable[name] : requests?.[name] ?? limits?.[name];
  const divisor = quantityValue(selector.divisor) || 1;
  return String(Math.ceil(Number((quantityValue(text) / divisor).toPrecision(15))));
}
