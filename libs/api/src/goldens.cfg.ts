import { APIGroup, APIVersions } from '@kubets/apimachinery/meta/v1/discovery';
import { CreateOptions, DeleteOptions, GetOptions, ListOptions, PatchOptions, UpdateOptions } from '@kubets/apimachinery/meta/v1/options';
import { Status } from '@kubets/apimachinery/meta/v1/status';
import { AdmissionReview } from './admission/v1/admission-review.js';
import { MutatingAdmissionPolicyBinding } from './admissionregistration/v1/mutating-admission-policy-binding.js';
import { MutatingAdmissionPolicy } from './admissionregistration/v1/mutating-admission-policy.js';
import { MutatingWebhookConfiguration } from './admissionregistration/v1/mutating-webhook-configuration.js';
import { ValidatingAdmissionPolicyBinding } from './admissionregistration/v1/validating-admission-policy-binding.js';
import { ValidatingAdmissionPolicy } from './admissionregistration/v1/validating-admission-policy.js';
import { ValidatingWebhookConfiguration } from './admissionregistration/v1/validating-webhook-configuration.js';
import { APIGroupDiscovery } from './apidiscovery/v2/api-group-discovery.js';
import { ControllerRevision } from './apps/v1/controller-revision.js';
import { DaemonSet } from './apps/v1/daemon-set.js';
import { Deployment } from './apps/v1/deployment.js';
import { ReplicaSet } from './apps/v1/replica-set.js';
import { StatefulSet } from './apps/v1/stateful-set.js';
import { SelfSubjectReview } from './authentication/v1/self-subject-review.js';
import { TokenRequest } from './authentication/v1/token-request.js';
import { TokenReview } from './authentication/v1/token-review.js';
import { LocalSubjectAccessReview } from './authorization/v1/local-subject-access-review.js';
import { SelfSubjectAccessReview } from './authorization/v1/self-subject-access-review.js';
import { SelfSubjectRulesReview } from './authorization/v1/self-subject-rules-review.js';
import { SubjectAccessReview } from './authorization/v1/subject-access-review.js';
import { HorizontalPodAutoscaler } from './autoscaling/v1/horizontal-pod-autoscaler.js';
import { Scale } from './autoscaling/v1/scale.js';
import { HorizontalPodAutoscaler as AutoscalingV2HorizontalPodAutoscaler } from './autoscaling/v2/horizontal-pod-autoscaler.js';
import { CronJob } from './batch/v1/cron-job.js';
import { Job } from './batch/v1/job.js';
import { CertificateSigningRequest } from './certificates/v1/certificate-signing-request.js';
import { Lease } from './coordination/v1/lease.js';
import { Binding } from './core/v1/binding.js';
import { ComponentStatus } from './core/v1/component-status.js';
import { ConfigMap } from './core/v1/config-map.js';
import { NodeProxyOptions, PodAttachOptions, PodExecOptions, PodLogOptions, PodPortForwardOptions, PodProxyOptions, ServiceProxyOptions } from './core/v1/connect-options.js';
import { Endpoints } from './core/v1/endpoints.js';
import { Event } from './core/v1/event.js';
import { LimitRange } from './core/v1/limit-range.js';
import { Namespace } from './core/v1/namespace.js';
import { Node } from './core/v1/node.js';
import { PersistentVolumeClaim } from './core/v1/persistent-volume-claim.js';
import { PersistentVolume } from './core/v1/persistent-volume.js';
import { PodStatusResult } from './core/v1/pod-status-result.js';
import { PodTemplate } from './core/v1/pod-template.js';
import { Pod } from './core/v1/pod.js';
import { RangeAllocation } from './core/v1/range-allocation.js';
import { ReplicationController } from './core/v1/replication-controller.js';
import { ResourceQuota } from './core/v1/resource-quota.js';
import { Secret } from './core/v1/secret.js';
import { SerializedReference } from './core/v1/serialized-reference.js';
import { ServiceAccount } from './core/v1/service-account.js';
import { Service } from './core/v1/service.js';
import { EndpointSlice } from './discovery/v1/endpoint-slice.js';
import { Event as EventsV1Event } from './events/v1/event.js';
import { FlowSchema } from './flowcontrol/v1/flow-schema.js';
import { PriorityLevelConfiguration } from './flowcontrol/v1/priority-level-configuration.js';
import { IngressClass } from './networking/v1/ingress-class.js';
import { Ingress } from './networking/v1/ingress.js';
import { IPAddress } from './networking/v1/ip-address.js';
import { NetworkPolicy } from './networking/v1/network-policy.js';
import { ServiceCIDR } from './networking/v1/service-cidr.js';
import { RuntimeClass } from './node/v1/runtime-class.js';
import { Eviction } from './policy/v1/eviction.js';
import { PodDisruptionBudget } from './policy/v1/pod-disruption-budget.js';
import { ClusterRoleBinding } from './rbac/v1/cluster-role-binding.js';
import { ClusterRole } from './rbac/v1/cluster-role.js';
import { RoleBinding } from './rbac/v1/role-binding.js';
import { Role } from './rbac/v1/role.js';
import { DeviceClass } from './resource/v1/device-class.js';
import { ResourceClaimTemplate } from './resource/v1/resource-claim-template.js';
import { ResourceClaim } from './resource/v1/resource-claim.js';
import { ResourceSlice } from './resource/v1/resource-slice.js';
import { PriorityClass } from './scheduling/v1/priority-class.js';
import { CSIDriver } from './storage/v1/csi-driver.js';
import { CSINode } from './storage/v1/csi-node.js';
import { CSIStorageCapacity } from './storage/v1/csi-storage-capacity.js';
import { StorageClass } from './storage/v1/storage-class.js';
import { VolumeAttachment } from './storage/v1/volume-attachment.js';
import { VolumeAttributesClass } from './storage/v1/volume-attributes-class.js';

/** The kinds for which upstream publishes golden files, under the names of those files. */
export const GOLDEN_KINDS = {
  'admission.k8s.io.v1.AdmissionReview': AdmissionReview,
  'admissionregistration.k8s.io.v1.MutatingAdmissionPolicy': MutatingAdmissionPolicy,
  'admissionregistration.k8s.io.v1.MutatingAdmissionPolicyBinding': MutatingAdmissionPolicyBinding,
  'admissionregistration.k8s.io.v1.MutatingWebhookConfiguration': MutatingWebhookConfiguration,
  'admissionregistration.k8s.io.v1.ValidatingAdmissionPolicy': ValidatingAdmissionPolicy,
  'admissionregistration.k8s.io.v1.ValidatingAdmissionPolicyBinding': ValidatingAdmissionPolicyBinding,
  'admissionregistration.k8s.io.v1.ValidatingWebhookConfiguration': ValidatingWebhookConfiguration,
  'apidiscovery.k8s.io.v2.APIGroupDiscovery': APIGroupDiscovery,
  'apps.v1.ControllerRevision': ControllerRevision,
  'apps.v1.DaemonSet': DaemonSet,
  'apps.v1.Deployment': Deployment,
  'apps.v1.ReplicaSet': ReplicaSet,
  'apps.v1.StatefulSet': StatefulSet,
  'authentication.k8s.io.v1.SelfSubjectReview': SelfSubjectReview,
  'authentication.k8s.io.v1.TokenRequest': TokenRequest,
  'authentication.k8s.io.v1.TokenReview': TokenReview,
  'authorization.k8s.io.v1.LocalSubjectAccessReview': LocalSubjectAccessReview,
  'authorization.k8s.io.v1.SelfSubjectAccessReview': SelfSubjectAccessReview,
  'authorization.k8s.io.v1.SelfSubjectRulesReview': SelfSubjectRulesReview,
  'authorization.k8s.io.v1.SubjectAccessReview': SubjectAccessReview,
  'autoscaling.v1.HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'autoscaling.v1.Scale': Scale,
  'autoscaling.v2.HorizontalPodAutoscaler': AutoscalingV2HorizontalPodAutoscaler,
  'batch.v1.CronJob': CronJob,
  'batch.v1.Job': Job,
  'certificates.k8s.io.v1.CertificateSigningRequest': CertificateSigningRequest,
  'coordination.k8s.io.v1.Lease': Lease,
  'core.v1.APIGroup': APIGroup,
  'core.v1.APIVersions': APIVersions,
  'core.v1.Binding': Binding,
  'core.v1.ComponentStatus': ComponentStatus,
  'core.v1.ConfigMap': ConfigMap,
  'core.v1.CreateOptions': CreateOptions,
  'core.v1.DeleteOptions': DeleteOptions,
  'core.v1.Endpoints': Endpoints,
  'core.v1.Event': Event,
  'core.v1.GetOptions': GetOptions,
  'core.v1.LimitRange': LimitRange,
  'core.v1.ListOptions': ListOptions,
  'core.v1.Namespace': Namespace,
  'core.v1.Node': Node,
  'core.v1.NodeProxyOptions': NodeProxyOptions,
  'core.v1.PatchOptions': PatchOptions,
  'core.v1.PersistentVolume': PersistentVolume,
  'core.v1.PersistentVolumeClaim': PersistentVolumeClaim,
  'core.v1.Pod': Pod,
  'core.v1.PodAttachOptions': PodAttachOptions,
  'core.v1.PodExecOptions': PodExecOptions,
  'core.v1.PodLogOptions': PodLogOptions,
  'core.v1.PodPortForwardOptions': PodPortForwardOptions,
  'core.v1.PodProxyOptions': PodProxyOptions,
  'core.v1.PodStatusResult': PodStatusResult,
  'core.v1.PodTemplate': PodTemplate,
  'core.v1.RangeAllocation': RangeAllocation,
  'core.v1.ReplicationController': ReplicationController,
  'core.v1.ResourceQuota': ResourceQuota,
  'core.v1.Secret': Secret,
  'core.v1.SerializedReference': SerializedReference,
  'core.v1.Service': Service,
  'core.v1.ServiceAccount': ServiceAccount,
  'core.v1.ServiceProxyOptions': ServiceProxyOptions,
  'core.v1.Status': Status,
  'core.v1.UpdateOptions': UpdateOptions,
  'discovery.k8s.io.v1.EndpointSlice': EndpointSlice,
  'events.k8s.io.v1.Event': EventsV1Event,
  'flowcontrol.apiserver.k8s.io.v1.FlowSchema': FlowSchema,
  'flowcontrol.apiserver.k8s.io.v1.PriorityLevelConfiguration': PriorityLevelConfiguration,
  'networking.k8s.io.v1.IPAddress': IPAddress,
  'networking.k8s.io.v1.Ingress': Ingress,
  'networking.k8s.io.v1.IngressClass': IngressClass,
  'networking.k8s.io.v1.NetworkPolicy': NetworkPolicy,
  'networking.k8s.io.v1.ServiceCIDR': ServiceCIDR,
  'node.k8s.io.v1.RuntimeClass': RuntimeClass,
  'policy.v1.Eviction': Eviction,
  'policy.v1.PodDisruptionBudget': PodDisruptionBudget,
  'rbac.authorization.k8s.io.v1.ClusterRole': ClusterRole,
  'rbac.authorization.k8s.io.v1.ClusterRoleBinding': ClusterRoleBinding,
  'rbac.authorization.k8s.io.v1.Role': Role,
  'rbac.authorization.k8s.io.v1.RoleBinding': RoleBinding,
  'resource.k8s.io.v1.DeviceClass': DeviceClass,
  'resource.k8s.io.v1.ResourceClaim': ResourceClaim,
  'resource.k8s.io.v1.ResourceClaimTemplate': ResourceClaimTemplate,
  'resource.k8s.io.v1.ResourceSlice': ResourceSlice,
  'scheduling.k8s.io.v1.PriorityClass': PriorityClass,
  'storage.k8s.io.v1.CSIDriver': CSIDriver,
  'storage.k8s.io.v1.CSINode': CSINode,
  'storage.k8s.io.v1.CSIStorageCapacity': CSIStorageCapacity,
  'storage.k8s.io.v1.StorageClass': StorageClass,
  'storage.k8s.io.v1.VolumeAttachment': VolumeAttachment,
  'storage.k8s.io.v1.VolumeAttributesClass': VolumeAttributesClass,
} as const;
