/** Objects as a newcomer writes them. */
export const container = { name: 'nginx', image: 'nginx:1.27', ports: [{ containerPort: 80 }] };

export const deployment = (name: string, { image = 'nginx:1.27', replicas = 2 } = {}): object => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels: { app: name } },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ ...container, image }] } } },
});

export const service = (name: string, app: string, spec: object = {}): object =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app }, ports: [{ port: 80 }], ...spec } });

export const configMap = (name: string, data: Record<string, unknown>): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

export const list = (...items: object[]): object => ({ apiVersion: 'v1', kind: 'List', items });
