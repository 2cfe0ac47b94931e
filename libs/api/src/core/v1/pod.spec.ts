import type { FieldError } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPod } from './pod.defaults.js';
import { isPodAvailable, podLimits, podRequests, qosClass } from './pod.helpers.js';
import { validateEphemeralContainersUpdate, validatePod, validatePodStatus } from './pod.validation.js';
import { validatePodResize, validatePodUpdate } from './pod-update.validation.js';
import type { PodSpec } from './pod-spec.js';
import type { Pod } from './pod.js';

const container = (more: object = {}): object => ({ name: 'a', image: 'a:1', ...more });
function pod(spec: object = {}, rest: object = {}): Draft<Pod> {
  const object = { metadata: { name: 'p', namespace: 'n' }, ...rest, spec: { containers: [container()], ...spec } } as Draft<Pod>;
  defaultPod(object);
  return object;
}
const lines = (errors: readonly FieldError[]): string[] => errors.map(({ field, message }) => `${field}: ${message}`);
const LABEL = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

describe('a new pod', () => {
  it('is fine with one container', () => expect(validatePod(pod())).toEqual([]));

  it('is fine with everything in its place', () => expect(validatePod(pod({
    volumes: [{ name: 'v' }, { name: 'c', configMap: { name: 'c', items: [{ key: 'k', path: 'a/b' }] } }, { name: 'n', nfs: { server: 's', path: '/' } }],
    initContainers: [container({ name: 'init' }), container({ name: 'side', restartPolicy: 'Always', readinessProbe: { tcpSocket: { port: 'http' } } })],
    containers: [container({
      env: [{ name: 'A B', value: 'x' }, { name: 'L', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }],
      volumeMounts: [{ name: 'v', mountPath: '/v' }], ports: [{ containerPort: 80, name: 'http' }],
      resources: { limits: { cpu: '1', 'example.com/gpu': '1' } }, lifecycle: { preStop: { sleep: { seconds: 5 } } },
    })],
    tolerations: [{ operator: 'Exists' }], topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 }],
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { a: 'b' } } }] } },
  }))).toEqual([]));

  test.each<[string, object, string[]]>([
    ['no containers', { containers: [] }, ['spec.containers: Required value']],
    ['a bad container name', { containers: [container({ name: 'A' })] }, [`spec.containers[0].name: Invalid value: "A": ${LABEL}`]],
    ['no name and no image', { containers: [{}] }, ['spec.containers[0].name: Required value', 'spec.containers[0].image: Required value']],
    ['names used twice', { containers: [container(), container()] }, ['spec.containers[1].name: Duplicate value: "a"']],
    ['an unknown restart policy', { restartPolicy: 'Sometimes' }, ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"']],
    ['an unknown mount', { containers: [container({ volumeMounts: [{ name: 'v', mountPath: '/v' }] })] }, ['spec.containers[0].volumeMounts[0].name: Not found: "v"']],
    ['two mounts at one path', { volumes: [{ name: 'v' }], containers: [container({ volumeMounts: [{ name: 'v', mountPath: '/v' }, { name: 'v', mountPath: '/v' }] })] },
      ['spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/v": must be unique']],
    ['more requested than allowed', { containers: [container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } })] },
      ['spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1']],
    ['half a device', { containers: [container({ resources: { limits: { 'example.com/gpu': '500m' } } })] },
      ['spec.containers[0].resources.limits[example.com/gpu]: Invalid value: "500m": must be an integer', 'spec.containers[0].resources.requests[example.com/gpu]: Invalid value: "500m": must be an integer']],
    ['two sources in a volume', { volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/' } }] }, ['spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type']],
    ['a volume without its fields', { volumes: [{ name: 'v', nfs: { server: 's' } }] }, ['spec.volumes[0].nfs.path: Required value']],
    ['a probe without action', { containers: [container({ livenessProbe: {} })] }, ['spec.containers[0].livenessProbe: Required value: must specify a handler type']],
    ['liveness after two successes', { containers: [container({ livenessProbe: { exec: { command: ['a'] }, successThreshold: 2 } })] }, ['spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1']],
    ['a probe of a mere init container', { initContainers: [container({ name: 'i', readinessProbe: { exec: { command: ['a'] } } })] },
      ['spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always']],
    ['a port out of range', { containers: [container({ ports: [{ containerPort: 70000 }] })] }, ['spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive']],
    ['a toleration of nothing', { tolerations: [{ operator: 'Equal' }] }, ['spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"']],
    ['node affinity without terms', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } },
      ['spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term']],
    ['privileges both ways', { containers: [container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } })] },
      ['spec.containers[0].securityContext: Invalid value: {"privileged":true,"allowPrivilegeEscalation":false}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true']],
    ['ephemeral containers', { ephemeralContainers: [container({ name: 'debug' })] }, ['spec.ephemeralContainers: Forbidden: cannot be set on create']],
    ['a node despite gates', { nodeName: 'n', schedulingGates: [{ name: 'g' }] }, ['spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared']],
    ['a variable from two places', { containers: [container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.podIP' }, secretKeyRef: { name: 's', key: 'k' } } }] })] },
      ['spec.containers[0].env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time']],
  ])('is refused with %s', (_, spec, expected) => expect(lines(validatePod(pod(spec)))).toEqual(expected));
});

describe('a changed pod', () => {
  const FIXED = expect.stringContaining('spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`');
  test.each<[string, object, object, unknown[]]>([
    ['another image', {}, { containers: [container({ image: 'b:2' })] }, []],
    ['a deadline', {}, { activeDeadlineSeconds: 5 }, []],
    ['a further toleration', {}, { tolerations: [{ operator: 'Exists' }] }, []],
    ['a gate removed and nodes chosen', { schedulingGates: [{ name: 'g' }] }, { nodeSelector: { a: 'b' } }, []],
    ['nodes chosen later', {}, { nodeSelector: { a: 'b' } }, [FIXED]],
    ['another command', {}, { containers: [container({ command: ['x'] })] }, [FIXED]],
    ['another node', { nodeName: 'a' }, { nodeName: 'b' }, [FIXED]],
    ['a further container', {}, { containers: [container(), container({ name: 'b' })] }, ['spec.containers: Forbidden: pod updates may not add or remove containers']],
    ['a toleration removed', { tolerations: [{ operator: 'Exists' }] }, {}, ['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds']],
    ['a later deadline', { activeDeadlineSeconds: 5 }, { activeDeadlineSeconds: 6 }, ['spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous value']],
    ['a new gate', {}, { schedulingGates: [{ name: 'g' }] }, ["spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'g'"]],
  ])('%s', (_, before, after, expected) => expect(lines(validatePodUpdate(pod(after), pod(before)))).toEqual(expected));

  it('may be resized within its class of service', () => {
    const sized = (cpu: string, more: object = {}) => pod({ containers: [container({ resources: { requests: { cpu, memory: '1Gi' } }, ...more })] });
    expect(validatePodResize(sized('2'), sized('1'))).toEqual([]);
    expect(lines(validatePodResize(sized('2', { image: 'b:1' }), sized('1')))).toEqual(['spec: Forbidden: only cpu and memory resources are mutable']);
    expect(lines(validatePodResize(pod({ containers: [container({ resources: { limits: { cpu: '1', memory: '1Gi' } } })] }), sized('1')))[0]).toContain('Pod QOS Class may not change');
  });

  it('keeps debugging containers as they are', () => {
    const debug = (image: string) => pod({ ephemeralContainers: [container({ name: 'debug', image })] });
    expect(validateEphemeralContainersUpdate(debug('x:1'), pod())).toEqual([]);
    expect(lines(validateEphemeralContainersUpdate(debug('x:2'), debug('x:1')))).toEqual(['spec.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be changed']);
    expect(lines(validateEphemeralContainersUpdate(pod(), debug('x:1')))).toEqual(['spec.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be removed']);
  });

  it('does not let what ended run again', () => {
    const state = (of: object) => pod({ restartPolicy: 'Never' }, { status: { containerStatuses: [{ name: 'a', state: of }] } });
    expect(lines(validatePodStatus(state({ running: {} }), state({ terminated: { exitCode: 0 } })))).toEqual(['status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state']);
    expect(validatePodStatus(state({ terminated: { exitCode: 0 } }), state({ running: {} }))).toEqual([]);
  });
});

describe('resources of a pod', () => {
  const cpu = (amount: string, more: object = {}) => ({ resources: { requests: { cpu: amount } }, ...more });
  test.each<[string, Draft<PodSpec>, object]>([
    ['the sum of the containers', { containers: [cpu('100m'), cpu('1')] }, { cpu: '1100m' }],
    ['the largest init container', { initContainers: [cpu('2'), cpu('1')], containers: [cpu('1')] }, { cpu: '2' }],
    ['sidecars next to the containers', { initContainers: [cpu('1', { restartPolicy: 'Always' }), cpu('500m')], containers: [cpu('1')] }, { cpu: '2' }],
    ['an init container next to an earlier sidecar', { initContainers: [cpu('1', { restartPolicy: 'Always' }), cpu('3')], containers: [cpu('1')] }, { cpu: '4' }],
    ['the overhead on top', { overhead: { cpu: '10m', memory: '64Mi' }, containers: [cpu('1')] }, { cpu: '1010m', memory: '64Mi' }],
    ['what the pod itself says', { resources: { requests: { cpu: '5' } }, containers: [cpu('1')] }, { cpu: '5' }],
    ['binary amounts kept binary', { containers: [{ resources: { requests: { memory: '512Mi' } } }, { resources: { requests: { memory: '1536Mi' } } }] }, { memory: '2Gi' }],
  ])('are %s', (_, spec, expected) => expect(podRequests({ spec })).toEqual(expected));

  it('limits exclude overhead of what is not limited', () => expect(podLimits({ spec: { overhead: { cpu: '1', memory: '1Gi' }, containers: [{ resources: { limits: { cpu: '1' } } }] } })).toEqual({ cpu: '2' }));

  test.each<[string, object[]]>([
    ['BestEffort', [{}, { requests: { 'example.com/gpu': '1' } }]],
    ['BestEffort', [{ requests: { cpu: '0' } }]],
    ['Burstable', [{ requests: { cpu: '1' } }]],
    ['Burstable', [{ limits: { cpu: '1', memory: '1' } }, {}]],
    ['Burstable', [{ limits: { cpu: '2', memory: '1' }, requests: { cpu: '1', memory: '1' } }]],
    ['Guaranteed', [{ limits: { cpu: '1', memory: '1' } }]],
    ['Guaranteed', [{ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1000m', memory: '1024Mi' } }]],
  ])('make it %s', (expected, list) => expect(qosClass({ spec: { containers: list.map((resources) => ({ resources })) } })).toBe(expected));
});

test('a pod is available once it has been ready for long enough', () => {
  const ready = { status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }] } };
  const at = (seconds: number) => Date.parse('2026-01-01T00:00:00Z') + seconds * 1000;
  expect(isPodAvailable(ready, 10, at(9))).toBe(false);
  expect(isPodAvailable(ready, 10, at(10))).toBe(true);
  expect(isPodAvailable({}, 0, at(10))).toBe(false);
});
