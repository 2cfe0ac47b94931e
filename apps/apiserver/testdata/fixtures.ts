/**
 * The smallest valid object of every kind that is kept, by `group/version/resource`, without name and namespace. A kind that is
 * served and missing here fails the suite.
 */
export interface Fixture {
  readonly object: Readonly<Record<string, unknown>>;
  /** For kinds whose names are restricted. */
  readonly name?: string;
  /** For kinds whose annotations cannot be changed, or that refuse updates altogether. */
  readonly immutable?: boolean;
}

const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c', image: 'i' }] } };
const selector = { matchLabels: { app: 'x' } };
const csr = Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\nMA==\n-----END CERTIFICATE REQUEST-----\n').toString('base64');
const expression = { expression: 'true' };
const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
const webhook = { name: 'a.example.com', admissionReviewVersions: ['v1'], sideEffects: 'None', clientConfig: { url: 'https://127.0.0.1:9/x' } };
const hpa = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' }, maxReplicas: 3 };
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
const deviceRequests = [{ name: 'r', exactly: { deviceClassName: 'c.example.com' } }];

const fixture = (object: Fixture['object'] = {}, more: Omit<Fixture, 'object'> = {}): Fixture => ({ object, ...more });

export const FIXTURES: Readonly<Record<string, Fixture>> = {
  '/v1/configmaps': fixture({ data: { a: '1' } }),
  '/v1/endpoints': fixture({ subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }] }),
  '/v1/events': fixture({ involvedObject: { kind: 'Pod', name: 'p', namespace: '$NAMESPACE' }, reason: 'R', message: 'm', type: 'Normal' }),
  '/v1/limitranges': fixture({ spec: { limits: [{ type: 'Container', max: { cpu: '2' } }] } }),
  '/v1/namespaces': fixture(),
  '/v1/nodes': fixture(),
  '/v1/persistentvolumeclaims': fixture({ spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }),
  '/v1/persistentvolumes': fixture({ spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/tmp/x' } } }),
  '/v1/pods': fixture({ spec: { containers: [{ name: 'c', image: 'i' }] } }),
  '/v1/podtemplates': fixture({ template }),
  '/v1/replicationcontrollers': fixture({ spec: { selector: { app: 'x' }, template } }),
  '/v1/resourcequotas': fixture({ spec: { hard: { pods: '10' } } }),
  '/v1/secrets': fixture({ stringData: { a: 'b' } }),
  '/v1/serviceaccounts': fixture(),
  '/v1/services': fixture({ spec: { ports: [{ port: 80 }], selector: { app: 'x' } } }),
  'apiregistration.k8s.io/v1/apiservices': fixture({ spec: { group: 'x.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 10 } }, { name: 'v1.x.example.com' }),
  'apps/v1/controllerrevisions': fixture({ revision: 1, data: { a: 1 } }),
  'apps/v1/daemonsets': fixture({ spec: { selector, template } }),
  'apps/v1/deployments': fixture({ spec: { selector, template } }),
  'apps/v1/replicasets': fixture({ spec: { selector, template } }),
  'apps/v1/statefulsets': fixture({ spec: { selector, template, serviceName: 's' } }),
  'events.k8s.io/v1/events': fixture({
    regarding: { kind: 'Pod', name: 'p', namespace: '$NAMESPACE' }, reason: 'R', note: 'm', type: 'Normal', action: 'A', eventTime: '2026-01-01T00:00:00.000000Z',
    reportingController: 'example.com/c', reportingInstance: 'i',
  }),
  'autoscaling/v2/horizontalpodautoscalers': fixture({ spec: hpa }),
  'autoscaling/v1/horizontalpodautoscalers': fixture({ spec: { ...hpa, targetCPUUtilizationPercentage: 50 } }),
  'batch/v1/cronjobs': fixture({ spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { ...template.spec, restartPolicy: 'Never' } } } } } }),
  'batch/v1/jobs': fixture({ spec: { template: { spec: { ...template.spec, restartPolicy: 'Never' } } } }),
  'certificates.k8s.io/v1/certificatesigningrequests': fixture({ spec: { request: csr, signerName: 'example.com/s', usages: ['client auth'] } }),
  'networking.k8s.io/v1/ingressclasses': fixture({ spec: { controller: 'example.com/c' } }),
  'networking.k8s.io/v1/ingresses': fixture({ spec: { defaultBackend: { service: { name: 's', port: { number: 80 } } } } }),
  'networking.k8s.io/v1/ipaddresses': fixture({ spec: { parentRef: { group: '', resource: 'services', namespace: 'default', name: 's' } } }, { name: '10.96.7.7' }),
  'networking.k8s.io/v1/networkpolicies': fixture({ spec: { podSelector: {} } }),
  'networking.k8s.io/v1/servicecidrs': fixture({ spec: { cidrs: ['10.97.0.0/24'] } }),
  'policy/v1/poddisruptionbudgets': fixture({ spec: { minAvailable: 1, selector } }),
  'rbac.authorization.k8s.io/v1/clusterrolebindings': fixture({ roleRef, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'u' }] }),
  'rbac.authorization.k8s.io/v1/clusterroles': fixture({ rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  'rbac.authorization.k8s.io/v1/rolebindings': fixture({ roleRef, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'u' }] }),
  'rbac.authorization.k8s.io/v1/roles': fixture({ rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  'storage.k8s.io/v1/csidrivers': fixture({ spec: {} }),
  'storage.k8s.io/v1/csinodes': fixture({ spec: { drivers: [{ name: 'd.example.com', nodeID: 'n' }] } }),
  'storage.k8s.io/v1/csistoragecapacities': fixture({ storageClassName: 'c' }),
  'storage.k8s.io/v1/storageclasses': fixture({ provisioner: 'example.com/p' }),
  'storage.k8s.io/v1/volumeattachments': fixture({ spec: { attacher: 'example.com/a', nodeName: 'n', source: { persistentVolumeName: 'v' } } }),
  'storage.k8s.io/v1/volumeattributesclasses': fixture({ driverName: 'example.com', parameters: { a: 'b' } }),
  'admissionregistration.k8s.io/v1/mutatingadmissionpolicies': fixture({
    spec: {
      failurePolicy: 'Ignore', reinvocationPolicy: 'Never', matchConstraints: { resourceRules: [{ ...rules[0], resources: ['nothings'] }] },
      mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression: 'Object{}' } }],
    },
  }),
  'admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings': fixture({ spec: { policyName: 'p' } }),
  'admissionregistration.k8s.io/v1/mutatingwebhookconfigurations': fixture({ webhooks: [{ ...webhook, rules: [{ ...rules[0], resources: ['nothings'] }] }] }),
  'admissionregistration.k8s.io/v1/validatingadmissionpolicies': fixture({
    spec: { failurePolicy: 'Ignore', matchConstraints: { resourceRules: [{ ...rules[0], resources: ['nothings'] }] }, validations: [expression] },
  }),
  'admissionregistration.k8s.io/v1/validatingadmissionpolicybindings': fixture({ spec: { policyName: 'p', validationActions: ['Deny'] } }),
  'admissionregistration.k8s.io/v1/validatingwebhookconfigurations': fixture({ webhooks: [{ ...webhook, rules: [{ ...rules[0], resources: ['nothings'] }] }] }),
  'apiextensions.k8s.io/v1/customresourcedefinitions': fixture({
    spec: {
      group: 'x.example.com', scope: 'Namespaced', names: { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  }, { name: 'things.x.example.com' }),
  'scheduling.k8s.io/v1/priorityclasses': fixture({ value: 100 }),
  'coordination.k8s.io/v1/leases': fixture({ spec: { holderIdentity: 'me', leaseDurationSeconds: 15 } }),
  'node.k8s.io/v1/runtimeclasses': fixture({ handler: 'h' }),
  'discovery.k8s.io/v1/endpointslices': fixture({ addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'] }], ports: [{ port: 80, protocol: 'TCP', name: '' }] }),
  'resource.k8s.io/v1/deviceclasses': fixture({ spec: {} }),
  'resource.k8s.io/v1/resourceclaims': fixture({ spec: { devices: { requests: deviceRequests } } }),
  'resource.k8s.io/v1/resourceclaimtemplates': fixture({ spec: { spec: { devices: { requests: deviceRequests } } } }),
  'resource.k8s.io/v1/resourceslices': fixture({ spec: { driver: 'd.example.com', pool: { name: 'p', generation: 1, resourceSliceCount: 1 }, nodeName: 'n', devices: [{ name: 'd0' }] } }),
  'flowcontrol.apiserver.k8s.io/v1/flowschemas': fixture({
    spec: {
      priorityLevelConfiguration: { name: 'global-default' }, matchingPrecedence: 1000,
      rules: [{ subjects: [{ kind: 'User', user: { name: 'u' } }], nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }] }],
    },
  }),
  'flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations': fixture({
    spec: { type: 'Limited', limited: { nominalConcurrencyShares: 1, limitResponse: { type: 'Reject' } } },
  }),
};
