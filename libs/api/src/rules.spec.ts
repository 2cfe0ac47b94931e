import { RESOURCES } from './registry.cfg.js';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const id = ({ group, version, resource }: { group: string; version: string; resource: string }): string => `${group || 'core'}/${version}/${resource}`;

/** What a careless or an old writer may send: half an object. */
const MINIMAL = (): Record<string, unknown>[] => [
  {}, { metadata: {} }, { metadata: { name: 'x' }, spec: {} }, { metadata: { name: 'x' }, spec: { template: {}, selector: {} }, status: {} },
  { spec: { containers: [{}], volumes: [{}] } }, { subsets: [{}], webhooks: [{}], rules: [{}], subjects: [{}], ports: [{}], endpoints: [{}] },
];

describe.each(RESOURCES.map((definition) => [id(definition), definition] as const))('rules of %s', (_, { rules, list }) => {
  it('has columns if it can be listed', () => expect(Boolean(rules?.columns?.length)).toBe(list !== undefined));

  it('defaults minimal objects, and does nothing the second time', () => {
    for (const object of MINIMAL()) {
      rules?.defaults?.(object as never);
      const once = structuredClone(object);
      rules?.defaults?.(object as never);
      expect(object).toEqual(once);
    }
  });

  it('leaves status alone', () => {
    const object = { metadata: { name: 'x' }, spec: {}, status: { kept: true } };
    rules?.defaults?.(object as never);
    expect(object.status).toEqual({ kept: true });
  });

  it('shows minimal objects', () => {
    for (const object of MINIMAL()) {
      for (const { value } of rules?.columns ?? []) expect(['string', 'number', 'boolean', 'object']).toContain(typeof value(object as never, NOW));
    }
  });

  it('names each column once, and one of them as the name', () => {
    const columns = rules?.columns ?? [];
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    if (columns.length) expect(columns.some(({ name, format }) => name === 'Name' && format === 'name')).toBe(true);
  });

  it('reports what is wrong with minimal objects instead of throwing', () => {
    for (const object of MINIMAL()) {
      for (const errors of [rules?.validate?.(object as never), rules?.validateUpdate?.(object as never, {} as never), rules?.validateStatus?.(object as never, {} as never)]) {
        for (const error of errors ?? []) expect(error).toEqual({ type: expect.any(String), field: expect.any(String), message: expect.any(String) });
      }
    }
  });

  it('reads field selectors of minimal objects as text', () => {
    for (const object of MINIMAL()) for (const read of Object.values(rules?.fieldSelectors ?? {})) expect(typeof read(object as never)).toBe('string');
  });
});
