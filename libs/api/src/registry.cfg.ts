import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import * as coreV1 from './core/v1/resources.cfg.js';
import * as admissionregistrationV1 from './admissionregistration/v1/resources.cfg.js';
import * as apiextensionsV1 from './apiextensions/v1/resources.cfg.js';
import * as apiregistrationV1 from './apiregistration/v1/resources.cfg.js';
import * as appsV1 from './apps/v1/resources.cfg.js';
import * as authenticationV1 from './authentication/v1/resources.cfg.js';
import * as authorizationV1 from './authorization/v1/resources.cfg.js';
import * as autoscalingV1 from './autoscaling/v1/resources.cfg.js';
import * as autoscalingV2 from './autoscaling/v2/resources.cfg.js';
import * as batchV1 from './batch/v1/resources.cfg.js';
import * as certificatesV1 from './certificates/v1/resources.cfg.js';
import * as coordinationV1 from './coordination/v1/resources.cfg.js';
import * as discoveryV1 from './discovery/v1/resources.cfg.js';
import * as eventsV1 from './events/v1/resources.cfg.js';
import * as flowcontrolV1 from './flowcontrol/v1/resources.cfg.js';
import * as networkingV1 from './networking/v1/resources.cfg.js';
import * as nodeV1 from './node/v1/resources.cfg.js';
import * as policyV1 from './policy/v1/resources.cfg.js';
import * as rbacV1 from './rbac/v1/resources.cfg.js';
import * as resourceV1 from './resource/v1/resources.cfg.js';
import * as schedulingV1 from './scheduling/v1/resources.cfg.js';
import * as storageV1 from './storage/v1/resources.cfg.js';

/**
 * Every built-in resource. Groups appear in the order in which discovery lists them; within a group the preferred version comes first.
 */
export const RESOURCES = [
  ...Object.values(coreV1),
  ...Object.values(apiregistrationV1),
  ...Object.values(appsV1),
  ...Object.values(eventsV1),
  ...Object.values(authenticationV1),
  ...Object.values(authorizationV1),
  ...Object.values(autoscalingV2),
  ...Object.values(autoscalingV1),
  ...Object.values(batchV1),
  ...Object.values(certificatesV1),
  ...Object.values(networkingV1),
  ...Object.values(policyV1),
  ...Object.values(rbacV1),
  ...Object.values(storageV1),
  ...Object.values(admissionregistrationV1),
  ...Object.values(apiextensionsV1),
  ...Object.values(schedulingV1),
  ...Object.values(coordinationV1),
  ...Object.values(nodeV1),
  ...Object.values(discoveryV1),
  ...Object.values(resourceV1),
  ...Object.values(flowcontrolV1),
] as unknown as readonly ResourceDefinition[];
