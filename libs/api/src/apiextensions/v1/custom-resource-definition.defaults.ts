import type { Draft } from '@kubets/apimachinery/schema/types';
import type { CustomResourceDefinition } from './custom-resource-definition.js';

export function defaultCustomResourceDefinition(definition: Draft<CustomResourceDefinition>): void {
  const spec = (definition.spec ??= {});
  const names = (spec.names ??= {});
  if (names.kind) {
    names.singular ||= names.kind.toLowerCase();
    names.listKind ||= `${names.kind}List`;
  }
  const conversion = (spec.conversion ??= { strategy: 'None' });
  if (conversion.webhook?.clientConfig?.service) conversion.webhook.clientConfig.service.port ??= 443;
}
