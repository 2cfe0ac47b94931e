import type { CustomResourceDefinition } from '@kubets/api/apiextensions/v1/custom-resource-definition';
import type { Strategy } from '../registry/strategy.js';

/** The status remembers every version in which objects may be kept. */
export const customResourceDefinitionStrategy: Strategy<CustomResourceDefinition> = {
  generation: true,
  unconditionalUpdate: false,
  prepareForCreate(definition) {
    definition.status = {} as CustomResourceDefinition['status'];
    rememberStorageVersion(definition);
  },
  prepareForUpdate(definition) { rememberStorageVersion(definition); },
};

function rememberStorageVersion({ spec, status }: CustomResourceDefinition): void {
  const name = spec.versions?.find((version) => version.storage)?.name;
  if (name && !status.storedVersions?.includes(name)) status.storedVersions = [...(status.storedVersions ?? []), name];
}
