import type { FieldError } from '@kubets/apimachinery/errors/field';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { RESOURCES } from './registry.cfg.js';

const rulesOf = (resource: string): NonNullable<ResourceDefinition['rules']> => RESOURCES.find((definition) => definition.resource === resource)?.rules ?? {};
const lines = (errors: readonly FieldError[] | undefined): string[] => (errors ?? []).map(({ field, message }) => `${field}: ${message}`);
function ready(resource: string, object: object): never {
  const copy = structuredClone(object);
  rulesOf(resource).defaults?.(copy as never);
  return copy as never;
}

const template = (labels: object = { a: 'b' }, spec: object = {}) => ({ metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i:1' }], ...spec } });
const workload = (more: object = {}) => ({ metadata: { name: 'x' }, spec: { selector: { matchLabels: { a: 'b' } }, template: template(), ...more } });
const job = (more: object = {}) => ({ metadata: { name: 'x' }, spec: { selector: {}, template: template({}, { restartPolicy: 'Never' }), ...more } });
const service = (more: object = {}) => ({ metadata: { name: 'x' }, spec: { ports: [{ port: 80 }], ...more } });
const claim = (more: object = {}) => ({ spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...more } });
const ingress = (path: object) => ({ spec: { rules: [{ http: { paths: [{ pathType: 'Prefix', path: '/', backend: { service: { name: 's', port: { number: 80 } } }, ...path }] } }] } });
const anything = expect.anything();

describe('new objects', () => {
  test.each<[string, object]>([
    ['deployments', workload()], ['replicasets', workload()], ['daemonsets', workload()], ['statefulsets', workload({ serviceName: 's', volumeClaimTemplates: [{ metadata: { name: 'v' }, ...claim() }], template: template({ a: 'b' }, { containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/v' }] }] }) })],
    ['replicationcontrollers', { spec: { template: template() } }], ['jobs', job()], ['cronjobs', { metadata: { name: 'x' }, spec: { schedule: '*/5 0-6,20 1 jan-mar mon', timeZone: 'Europe/Berlin', jobTemplate: { spec: { template: template({}, { restartPolicy: 'OnFailure' }) } } } }],
    ['services', service()], ['services', service({ clusterIP: 'None', ports: undefined })], ['services', { spec: { type: 'ExternalName', externalName: 'example.com.' } }],
    ['persistentvolumeclaims', claim()], ['persistentvolumes', { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'], nfs: { server: 's', path: '/' } } }],
    ['ingresses', ingress({})], ['networkpolicies', { spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 1, endPort: 9 }] }] } }],
    ['poddisruptionbudgets', { spec: { minAvailable: '50%', selector: {} } }], ['horizontalpodautoscalers', { spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'd' }, behavior: {} } }],
    ['roles', { rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] }], ['rolebindings', { roleRef: { kind: 'Role', name: 'r' }, subjects: [{ kind: 'User', name: 'u' }] }],
    ['endpointslices', { addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'] }], ports: [{ port: 80 }] }], ['leases', { spec: { leaseDurationSeconds: 15 } }],
    ['storageclasses', { provisioner: 'example.com/disk' }], ['secrets', { stringData: { 'tls.key': 'k', 'tls.crt': 'c' }, type: 'kubernetes.io/tls' }], ['configmaps', { data: { 'a.b': 'c' } }],
    ['customresourcedefinitions', { metadata: { name: 'foos.example.com' }, spec: { group: 'example.com', scope: 'Namespaced', names: { plural: 'foos', kind: 'Foo' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] } }],
    ['validatingwebhookconfigurations', { webhooks: [{ name: 'a.b.c', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { service: { name: 's', namespace: 'n' } }, rules: [{ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] }] }] }],
    ['namespaces', { metadata: { name: 'x' } }], ['nodes', { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } }], ['resourcequotas', { spec: { hard: { pods: '3', 'requests.cpu': '1' } } }],
  ])('%s are accepted', (resource, object) => expect(lines(rulesOf(resource).validate?.(ready(resource, object)))).toEqual([]));

  test.each<[string, object, unknown[]]>([
    ['deployments', workload({ selector: { matchLabels: { a: 'c' } } }), ['spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`']],
    ['deployments', workload({ selector: undefined }), ['spec.selector: Required value', expect.stringContaining('`selector` does not match template `labels`')]],
    ['deployments', workload({ selector: {} }), ['spec.selector: Invalid value: {}: empty selector is invalid for deployment']],
    ['deployments', workload({ replicas: -1 }), ['spec.replicas: Invalid value: -1: must be greater than or equal to 0']],
    ['deployments', workload({ template: template({ a: 'b' }, { restartPolicy: 'Never' }) }), ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"']],
    ['deployments', workload({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }), ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0']],
    ['deployments', workload({ strategy: { type: 'Recreate', rollingUpdate: {} } }), ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"]],
    ['daemonsets', workload({ updateStrategy: { rollingUpdate: { maxSurge: 1 } } }), ['spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero']],
    ['statefulsets', workload({ podManagementPolicy: 'Any' }), ['spec.podManagementPolicy: Unsupported value: "Any": supported values: "OrderedReady", "Parallel"']],
    ['jobs', job({ template: template({}) }), ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"']],
    ['jobs', job({ completionMode: 'Indexed', parallelism: 1 }), ['spec.completions: Required value: when completion mode is Indexed']],
    ['cronjobs', { metadata: { name: 'x' }, spec: { schedule: '60 * * * *', jobTemplate: { spec: { template: template({}, { restartPolicy: 'Never' }) } } } }, [expect.stringContaining('spec.schedule: Invalid value: "60 * * * *"')]],
    ['services', service({ ports: [] }), ['spec.ports: Required value']],
    ['services', service({ ports: [{ port: 80 }, { port: 81 }] }), ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value']],
    ['services', service({ ports: [{ port: 80, nodePort: 30000 }] }), ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"]],
    ['services', service({ type: 'Fast' }), [expect.stringContaining('spec.type: Unsupported value: "Fast": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"')]],
    ['services', service({ clusterIP: '10.0.0.300' }), ['spec.clusterIPs[0]: Invalid value: "10.0.0.300": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']],
    ['endpoints', { subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 1 }] }] }, ['subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)']],
    ['endpointslices', { addressType: 'IPv6', endpoints: [{ addresses: ['10.0.0.1'] }] }, [anything]],
    ['configmaps', { data: { '../x': '' } }, [anything, anything]],
    ['secrets', { type: 'kubernetes.io/tls' }, ['data[tls.crt]: Required value', 'data[tls.key]: Required value']],
    ['roles', { rules: [{ verbs: [], nonResourceURLs: ['/x'] }] }, ['rules[0].verbs: Required value: verbs must contain at least one value', 'rules[0].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs']],
    ['clusterrolebindings', { roleRef: { kind: 'Role', name: 'r' } }, ['roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"']],
    ['persistentvolumeclaims', claim({ accessModes: [] }), ['spec.accessModes: Required value: at least 1 access mode is required']],
    ['ingresses', ingress({ path: 'x' }), ['spec.rules[0].http.paths[0].path: Invalid value: "x": must be an absolute path']],
    ['networkpolicies', { spec: { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }] } }, ['spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`']],
    ['horizontalpodautoscalers', { spec: { minReplicas: 5, maxReplicas: 3, scaleTargetRef: { kind: 'D', name: 'd' } } }, ['spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`']],
    ['poddisruptionbudgets', { spec: { minAvailable: 1, maxUnavailable: 1 } }, [anything]],
    ['nodes', { spec: { taints: [{ key: 'a', effect: 'Never' }] } }, ['spec.taints[0].effect: Unsupported value: "Never": supported values: "NoExecute", "NoSchedule", "PreferNoSchedule"']],
    ['priorityclasses', { metadata: { name: 'x' }, value: 2_000_000_000 }, ['value: Forbidden: maximum allowed value of a user defined priority is 1000000000']],
    ['leases', { spec: { leaseDurationSeconds: 0 } }, ['spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0']],
    ['limitranges', { spec: { limits: [{ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } }] } }, [expect.stringContaining('spec.limits[0].min[cpu]: Invalid value: "2"'), anything]],
  ])('%s are refused: %j', (resource, object, expected) => expect(lines(rulesOf(resource).validate?.(ready(resource, object)))).toEqual(expected));
});

describe('changes', () => {
  test.each<[string, object, object, unknown[]]>([
    ['deployments', workload(), workload({ replicas: 5, paused: true }), []],
    ['deployments', workload(), workload({ selector: { matchLabels: { c: 'd' } }, template: template({ c: 'd' }) }), ['spec.selector: Invalid value: {"matchLabels":{"c":"d"}}: field is immutable']],
    ['statefulsets', workload({ serviceName: 'a' }), workload({ serviceName: 'a', replicas: 2, minReadySeconds: 5 }), []],
    ['statefulsets', workload({ serviceName: 'a' }), workload({ serviceName: 'b' }), [expect.stringContaining("spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template'")]],
    ['jobs', job(), job({ parallelism: 4, completions: 1 }), []],
    ['jobs', job({ completions: 1 }), job({ completions: 2 }), ['spec.completions: Invalid value: 2: field is immutable']],
    ['jobs', job(), job({ template: template({}, { restartPolicy: 'OnFailure' }) }), [expect.stringMatching(/^spec\.template: Invalid value: .*: field is immutable$/)]],
    ['jobs', job({ suspend: true }), job({ suspend: true, template: template({}, { restartPolicy: 'Never', nodeSelector: { a: 'b' } }) }), []],
    ['services', service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'] }), service({ clusterIP: '10.0.0.2', clusterIPs: ['10.0.0.2'] }), ['spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set']],
    ['configmaps', { immutable: true, data: { a: '1' } }, { immutable: true, data: { a: '2' } }, ['data: Forbidden: field is immutable when `immutable` is set']],
    ['configmaps', { immutable: true, data: { a: '1' } }, { data: { a: '1' } }, ['immutable: Forbidden: field is immutable when `immutable` is set']],
    ['secrets', { type: 'Opaque' }, { type: 'other' }, ['type: Invalid value: "other": field is immutable']],
    ['rolebindings', { roleRef: { kind: 'Role', name: 'a' } }, { roleRef: { kind: 'Role', name: 'b' } }, [expect.stringContaining('cannot change roleRef')]],
    ['persistentvolumeclaims', { ...claim({ volumeName: 'v' }), status: { phase: 'Bound', capacity: { storage: '1Gi' } } }, claim({ volumeName: 'v', resources: { requests: { storage: '2Gi' } } }), []],
    ['persistentvolumeclaims', { ...claim(), status: { phase: 'Pending' } }, claim({ volumeName: 'v' }), []],
    ['persistentvolumeclaims', claim({ volumeName: 'v' }), claim({ volumeName: 'w' }), ['spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims']],
    ['storageclasses', { provisioner: 'a' }, { provisioner: 'b' }, ['provisioner: Forbidden: updates to provisioner are forbidden.']],
    ['nodes', { spec: { podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24'] } }, { spec: { podCIDR: '10.0.1.0/24', podCIDRs: ['10.0.1.0/24'] } }, ['spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid']],
    ['priorityclasses', { metadata: { name: 'x' }, value: 1 }, { metadata: { name: 'x' }, value: 2 }, ['value: Forbidden: may not be changed in an update.']],
  ])('of %s: %j', (resource, before, after, expected) =>
    expect(lines(rulesOf(resource).validateUpdate?.(ready(resource, after), ready(resource, before)))).toEqual(expected));
});
