import type { Draft } from '@kubets/apimachinery/schema/types';
import type { ResourceQuota } from './resource-quota.js';
import { roundResources } from './resources.defaults.js';

export const defaultResourceQuota = ({ spec }: Draft<ResourceQuota>): void => roundResources(spec?.hard);
