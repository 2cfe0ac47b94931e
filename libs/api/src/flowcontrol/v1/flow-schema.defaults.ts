import type { Draft } from '@kubets/apimachinery/schema/types';
import type { FlowSchema } from './flow-schema.js';

export function defaultFlowSchema(schema: Draft<FlowSchema>): void {
  (schema.spec ??= {}).matchingPrecedence ||= 1000;
}
