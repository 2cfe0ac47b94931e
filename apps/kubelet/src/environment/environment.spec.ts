import fc from 'fast-check';
import type { ObjectReader } from '../objects/object-reader.js';
import { aContainer, aPod } from '../testing/pods.js';
import { containerEnvironment, expandCommand } from './environment.js';
import { expand } from './expand.js';
import { serviceEnvironment } from './service-environment.js';

const objects = {
  configMap: async (_: string, name: string) => (name === 'cm' ? { metadata: {}, data: { A: '1', B: '2' } } : undefined),
  secret: async (_: string, name: string) => (name === 'sec' ? { metadata: {}, data: { PASS: Buffer.from('word').toString('base64') } } : undefined),
} as unknown as ObjectReader;
const sources = { objects, facts: { hostIPs: ['192.168.0.9'], podIPs: ['10.0.0.5'] }, services: new Map([['DB_SERVICE_HOST', '10.96.0.7']]), allocatable: { cpu: '4', memory: '1Gi' } };
const make = async (more: Parameters<typeof aContainer>[1], pod = aPod()): Promise<Record<string, string>> =>
  Object.fromEntries(await containerEnvironment(pod, aContainer('app', more), sources));

describe('expand', () => {
  const value = (name: string): string | undefined => ({ A: 'a', E: '' })[name];
  it.each([['$(A)', 'a'], ['x$(A)$(A)y', 'xaay'], ['$$(A)', '$(A)'], ['$$$(A)', '$a'], ['$$$$(A)', '$$(A)'], ['$(B)', '$(B)'], ['$A', '$A'], ['$(A', '$(A'], ['$', '$'], ['[$(E)]', '[]']])('%s → %s', (text, expected) => expect(expand(text, value)).toBe(expected));
  it('leaves text without dollars alone, and never fails', () => {
    fc.assert(fc.property(fc.string(), (text) => { if (!text.includes('$')) expect(expand(text, value)).toBe(text); else expect(typeof expand(text, value)).toBe('string'); }));
  });
  it('gives back any escaped text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(expand(text.replaceAll('$', '$$$$'), value)).toBe(text)));
  });
});

describe('variables', () => {
  it('come from maps and secrets, with env over envFrom', async () => {
    expect(await make({ envFrom: [{ configMapRef: { name: 'cm' } }, { prefix: 'S_', secretRef: { name: 'sec' } }], env: [{ name: 'B', value: 'own' }] }))
      .toMatchObject({ A: '1', B: 'own', S_PASS: 'word' });
  });
  it('refer to those before them and to services', async () => {
    expect(await make({ env: [{ name: 'X', value: 'x' }, { name: 'Y', value: '$(X)@$(DB_SERVICE_HOST)/$(Z)' }, { name: 'Z', value: 'z' }] })).toMatchObject({ Y: 'x@10.96.0.7/$(Z)' });
  });
  it('come from the pod', async () => {
    const pod = aPod({ metadata: { labels: { app: 'web' } } });
    const env = ['metadata.name', "metadata.labels['app']", 'status.podIP', 'status.hostIP', 'spec.nodeName'].map((fieldPath, at) => ({ name: `F${at}`, valueFrom: { fieldRef: { fieldPath } } }));
    expect(await make({ env }, pod)).toMatchObject({ F0: 'web', F1: 'web', F2: '10.0.0.5', F3: '192.168.0.9', F4: 'node-1' });
  });
  it('come from resources, rounded up by the divisor', async () => {
    const env = [['CPU', 'limits.cpu', '1'], ['MEM', 'requests.memory', '1Mi'], ['ALL', 'limits.memory', '1Mi']].map(([name = '', resource = '', divisor = '']) => ({ name, valueFrom: { resourceFieldRef: { resource, divisor } } }));
    expect(await make({ resources: { limits: { cpu: '1500m' }, requests: { memory: '64Mi' } }, env })).toMatchObject({ CPU: '2', MEM: '64', ALL: '1024' });
  });
  it('fail with the words that clients know', async () => {
    await expect(make({ envFrom: [{ configMapRef: { name: 'no' } }] })).rejects.toThrow('configmap "no" not found');
    await expect(make({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'no', key: 'k' } } }] })).rejects.toThrow('secret "no" not found');
    await expect(make({ env: [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'cm', key: 'k' } } }] })).rejects.toThrow("couldn't find key k in ConfigMap default/cm");
    await expect(make({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'sec', key: 'k' } } }] })).rejects.toThrow("couldn't find key k in Secret default/sec");
  });
  it('are left out when an optional source is missing', async () => {
    expect(await make({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'no', key: 'k', optional: true } } }] })).not.toHaveProperty('X');
  });
  it('are expanded in commands', () => expect(expandCommand(['run', '$(A)', '$$(A)'], new Map([['A', 'x']]))).toEqual(['run', 'x', '$(A)']));
});

describe('service variables', () => {
  const service = (namespace: string, name: string, clusterIP: string) => ({ metadata: { namespace, name }, spec: { clusterIP, ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }, status: {} }) as never;
  const all = [service('default', 'kubernetes', '10.96.0.1'), service('shop', 'my-db', '10.96.0.7'), service('shop', 'headless', 'None')];
  it('describe the services of the namespace and the API server', () => {
    expect(Object.fromEntries(serviceEnvironment(all, 'shop', true, undefined))).toEqual(expect.objectContaining({
      KUBERNETES_SERVICE_HOST: '10.96.0.1', MY_DB_SERVICE_HOST: '10.96.0.7', MY_DB_SERVICE_PORT: '80', MY_DB_SERVICE_PORT_HTTP: '80', MY_DB_PORT: 'tcp://10.96.0.7:80',
      MY_DB_PORT_80_TCP: 'tcp://10.96.0.7:80', MY_DB_PORT_80_TCP_PROTO: 'tcp', MY_DB_PORT_80_TCP_PORT: '80', MY_DB_PORT_80_TCP_ADDR: '10.96.0.7',
    }));
  });
  it('are only the API server without links', () => {
    const names = [...serviceEnvironment(all, 'shop', false, { host: '10.96.0.1', port: 443 }).keys()];
    expect(names.some((n) => n.startsWith('MY_DB'))).toBe(false);
    expect(names).toContain('KUBERNETES_SERVICE_HOST');
  });
});
