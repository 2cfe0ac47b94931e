import { container } from './objects.js';
import { type Section } from './session.js';

const SUBDOMAIN = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const SERVICE = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const RBAC = 'rbac.authorization.k8s.io';

const core = (kind: string, more: object, name = 'bad'): object => ({ apiVersion: 'v1', kind, metadata: { name }, ...more });
const apps = (kind: string, spec: object): object => ({ apiVersion: 'apps/v1', kind, metadata: { name: 'bad' }, spec });
const rbac = (kind: string, more: object): object => ({ apiVersion: `${RBAC}/v1`, kind, metadata: { name: 'bad' }, ...more });
const pod = (...containers: object[]): object => core('Pod', { spec: { containers } });
const template = (labels: object, spec: object = {}): object => ({ metadata: { labels }, spec: { containers: [container], ...spec } });

/** What is wrong, and the fields that are named with their reasons, in the words of Kubernetes. */
const INVALID: readonly (readonly [string, object, readonly string[]])[] = [
  ['a pod without containers, with a bad name', core('Pod', { spec: { containers: [] } }, 'Bad_Name'), [`metadata.name: Invalid value: "Bad_Name": ${SUBDOMAIN}`, 'spec.containers: Required value']],
  ['containers that clash', pod({ name: 'c', image: 'i' }, { name: 'c', image: 'i' }), ['spec.containers[1].name: Duplicate value: "c"']],
  ['a container without an image', pod({ name: 'c' }), ['spec.containers[0].image: Required value']],
  ['a port that is none', pod({ name: 'c', image: 'i', ports: [{ containerPort: 70000 }] }), ['spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive']],
  ['an unknown pull policy', pod({ name: 'c', image: 'i', imagePullPolicy: 'Maybe' }), ['spec.containers[0].imagePullPolicy: Unsupported value: "Maybe": supported values: "Always", "IfNotPresent", "Never"']],
  ['a request over its limit', pod({ name: 'c', image: 'i', resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }), ['spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1']],
  ['a mount of no volume', pod({ name: 'c', image: 'i', volumeMounts: [{ name: 'none', mountPath: '/x' }] }), ['spec.containers[0].volumeMounts[0].name: Not found: "none"']],
  ['a deployment that does not select its pods', apps('Deployment', { selector: { matchLabels: { a: 'b' } }, template: template({ a: 'c' }) }), ['spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`']],
  ['a deployment without a selector', apps('Deployment', { template: template({ a: 'c' }) }), ['spec.selector: Required value', 'spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`']],
  ['negative replicas, pods that end', apps('Deployment', { replicas: -1, selector: { matchLabels: { a: 'b' } }, template: template({ a: 'b' }, { restartPolicy: 'Never' }) }), ['spec.replicas: Invalid value: -1: must be greater than or equal to 0', 'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"']],
  ['a strategy that contradicts itself', apps('Deployment', { selector: { matchLabels: { a: 'b' } }, strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } }, template: template({ a: 'b' }) }), ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"]],
  ['a replica set that selects everything', apps('ReplicaSet', { selector: {}, template: template({ a: 'b' }) }), ['spec.selector: Invalid value: {}: empty selector is invalid for deployment']],
  ['a service with a bad name and no ports', core('Service', { spec: { ports: [] } }, '1x'), [`metadata.name: Invalid value: "1x": ${SERVICE}`, 'spec.ports: Required value']],
  ['a service of no known type', core('Service', { spec: { type: 'Odd', ports: [{ port: 80 }] } }), ['spec.type: Unsupported value: "Odd": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"']],
  ['a node port out of range', core('Service', { spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] } }), ['spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767']],
  ['a service address out of range', core('Service', { spec: { clusterIP: '192.0.2.1', ports: [{ port: 80 }] } }), ['spec.clusterIPs: Invalid value: ["192.0.2.1"]: failed to allocate IP 192.0.2.1: the provided IP (192.0.2.1) is not in the valid range. The range of valid IPs is 10.']],
  ['a key that is none', core('ConfigMap', { data: { 'a b': 'c' } }), ['data[a b]: Invalid value: "a b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\' (e.g. \'key.name\',  or \'KEY_NAME\',  or \'key-name\', regex used for validation is \'[-._a-zA-Z0-9]+\')']],
  ['a certificate without a key', core('Secret', { type: 'kubernetes.io/tls', data: {} }), ['data[tls.crt]: Required value', 'data[tls.key]: Required value']],
  ['a namespace with a dot', core('Namespace', {}, 'a.b'), ['metadata.name: Invalid value: "a.b": must not contain dots']],
  ['an account in capitals', core('ServiceAccount', {}, 'X'), [`metadata.name: Invalid value: "X": ${SUBDOMAIN}`]],
  ['no name at all', core('ConfigMap', {}, ''), ['metadata.name: Required value: name or generateName is required']],
  ['a taint without a known effect', core('Node', { spec: { taints: [{ key: 'k', effect: 'No' }] } }), ['spec.taints[0].effect: Unsupported value: "No": supported values: "NoExecute", "NoSchedule", "PreferNoSchedule"']],
  ['a rule that allows nothing', rbac('Role', { rules: [{ apiGroups: [''], resources: ['pods'] }] }), ['rules[0].verbs: Required value: verbs must contain at least one value']],
  ['paths in a role', rbac('Role', { rules: [{ verbs: ['get'], nonResourceURLs: ['/x'] }] }), ['rules[0].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs']],
  ['a binding to nothing', rbac('RoleBinding', { roleRef: { kind: 'Odd', name: '', apiGroup: RBAC }, subjects: [{ kind: 'User', apiGroup: 'x', name: '' }] }),
    ['roleRef.kind: Unsupported value: "Odd": supported values: "ClusterRole", "Role"', 'roleRef.name: Required value', 'subjects[0].name: Required value', `subjects[0].apiGroup: Unsupported value: "x": supported values: "${RBAC}"`]],
  ['an account from no namespace', rbac('ClusterRoleBinding', { roleRef: { kind: 'ClusterRole', name: 'view', apiGroup: RBAC }, subjects: [{ kind: 'ServiceAccount', name: 'x' }] }), ['subjects[0].namespace: Required value']],
  ['a lease of no time', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'bad' }, spec: { leaseDurationSeconds: 0 } }, ['spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0']],
  ['an endpoint in the loopback range', core('Endpoints', { subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 1 }] }] }), ['subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)']],
];

/** The same for objects that cannot even be read: everything after `Error from server (BadRequest): error when creating "STDIN": `. */
const UNREADABLE: readonly (readonly [string, object, string])[] = [
  ['a field that is not known', pod({ name: 'c', image: 'i', foo: 1 }), 'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].foo"'],
  ['several of them', apps('Deployment', { foo: 1, template: { bar: 2 } }), 'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.bar", unknown field "spec.foo"'],
  ['text where a list should be', core('Pod', { spec: { containers: 'x' } }), 'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container'],
  ['text where a number should be', apps('Deployment', { replicas: 'x' }), 'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32'],
  ['a number where text should be', core('ConfigMap', { data: { a: 1 } }), 'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number'],
];

/** What the server refuses, and how it says so. */
export const refusals: Section = (session) => {
  test.each(INVALID)('create -f: %s', async (_, object, fields) => {
    const { kind, metadata } = object as { kind: string; metadata: { name: string } };
    const said = await session().refusedGiven(object, 'create');
    expect(said).toContain(`The ${kind} "${metadata.name}" is invalid: `);
    for (const field of fields) expect(said).toContain(field);
  });

  test.each(UNREADABLE)('create -f --validate=strict: %s', async (_, object, words) => {
    expect(await session().refusedGiven(object, 'create', '--validate=strict')).toContain(`Error from server (BadRequest): error when creating "STDIN": ${words}`);
  });

  test('--validate=warn warns, =ignore drops', async () => {
    const s = session();
    const odd = pod({ name: 'c', image: 'i', foo: 1 });
    const warned = await s.take(odd, 'create', '--validate=warn', '--dry-run=server');
    expect(warned).toMatchObject({ code: 0, stdout: 'pod/bad created (server dry run)\n' });
    expect(warned.stderr).toContain('Warning: unknown field "spec.containers[0].foo"');
    expect(await s.take(odd, 'create', '--validate=ignore', '--dry-run=server')).toMatchObject({ code: 0, stderr: '' });
  });

  test('kinds, versions and namespaces that do not fit', async () => {
    const s = session();
    expect(await s.refusedGiven(core('None', {}), 'create')).toContain('no matches for kind "None" in version "v1"');
    expect(await s.refusedGiven({ apiVersion: 'v1', metadata: { name: 'x' } }, 'create')).toContain('kind not set');
    expect(await s.refusedGiven({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'default' } }, 'create')).toContain('the namespace from the provided object "default" does not match the namespace');
    expect(await s.refusedGiven(core('Pod', { spec: { serviceAccountName: 'none', containers: [container] } }), 'create'))
      .toBe(`Error from server (Forbidden): error when creating "STDIN": pods "bad" is forbidden: error looking up service account ${s.name}/none: serviceaccount "none" not found`);
  });

  test('what may not change after it was made', async () => {
    const s = session();
    const patch = (kind: string, name: string, change: object) => s.refused('patch', kind, name, '-p', JSON.stringify(change));
    expect(await patch('deployment', 'web', { spec: { selector: { matchLabels: { more: 'x' } } } })).toContain('spec.selector: Invalid value: {"matchLabels":{"app":"web","more":"x"}}: field is immutable');
    expect(await patch('service', 'web', { spec: { clusterIP: '10.0.0.7' } })).toBe('The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.0.0.7"]: may not change once set');
    expect(await patch('pod', 'single', { spec: { nodeName: 'other' } })).toMatch(/^The Pod "single" is invalid: spec: Forbidden: pod updates may not change fields other than/);
    expect(await patch('secret', 'created', { type: 'other' })).toBe('The Secret "created" is invalid: type: Invalid value: "other": field is immutable');
    expect(await patch('rolebinding', 'created', { roleRef: { name: 'other' } })).toContain('cannot change roleRef');
    await s.ok('create', 'configmap', 'fixed', '--from-literal=a=1');
    await s.ok('patch', 'configmap', 'fixed', '-p', '{"immutable":true}');
    expect(await patch('configmap', 'fixed', { data: { a: '2' } })).toBe('The ConfigMap "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set');
  });
};
