import * as autoscalingV1 from '@kubets/api/autoscaling/v1/resources.cfg';
import * as autoscalingV2 from '@kubets/api/autoscaling/v2/resources.cfg';
import * as core from '@kubets/api/core/v1/resources.cfg';
import * as events from '@kubets/api/events/v1/resources.cfg';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { eventConversion } from './conversions/event.js';
import { autoscalerConversion } from './conversions/horizontal-pod-autoscaler.js';
import { type Conversion, convertedView, directView, type StorageView } from './storage-view.js';

interface Converted { readonly served: ResourceDefinition; readonly stored: ResourceDefinition; readonly conversion: Conversion }

/** Served versions of objects that are kept in another one; the version that is kept holds everything that the other can say. */
const CONVERTED = [
  { served: autoscalingV1.horizontalpodautoscalers, stored: autoscalingV2.horizontalpodautoscalers, conversion: autoscalerConversion },
  { served: events.events, stored: core.events, conversion: eventConversion },
] as unknown as readonly Converted[];

/** How each served version reads the stored objects; versions that are not listed are stored as they are. */
export function views(definition: ResourceDefinition): StorageView<KubeObject> {
  const converted = CONVERTED.find(({ served }) => served === definition);
  return converted ? convertedView(definition, converted.stored, converted.conversion) : directView(definition);
}
