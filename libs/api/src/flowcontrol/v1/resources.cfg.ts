import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { FlowSchema, FlowSchemaList } from './flow-schema.js';
import { PriorityLevelConfiguration, PriorityLevelConfigurationList } from './priority-level-configuration.js';
import { flowSchemaColumns, priorityLevelColumns } from './flow-control.columns.js';
import { validateFlowSchema, validatePriorityLevel } from './flow-control.validation.js';
import { defaultFlowSchema } from './flow-schema.defaults.js';
import { defaultPriorityLevel } from './priority-level-configuration.defaults.js';

export const flowschemas = resource<FlowSchema>({
  group: 'flowcontrol.apiserver.k8s.io', version: 'v1', resource: 'flowschemas', singular: 'flowschema', kind: FlowSchema, list: FlowSchemaList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { defaults: defaultFlowSchema, validate: validateFlowSchema, columns: flowSchemaColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});

export const prioritylevelconfigurations = resource<PriorityLevelConfiguration>({
  group: 'flowcontrol.apiserver.k8s.io', version: 'v1', resource: 'prioritylevelconfigurations', singular: 'prioritylevelconfiguration', kind: PriorityLevelConfiguration, list: PriorityLevelConfigurationList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { defaults: defaultPriorityLevel, validate: validatePriorityLevel, columns: priorityLevelColumns },
  subresources: [
    { name: 'status', verbs: ['get', 'patch', 'update'] },
  ],
});
