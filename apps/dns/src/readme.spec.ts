import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { DnsServer } from './dns-server.js';
import { PLUGINS } from './plugins.cfg.js';

const client = createFakeClient();
const SECTIONS = ['Name', 'Description', 'Syntax', 'Metrics', 'Examples'];

describe.each(PLUGINS.map((plugin) => plugin.name))('README of %s', (name) => {
  const text = readFileSync(new URL(`./plugins/${name}/README.md`, import.meta.url), 'utf8');

  test('has the fixed sections', () => { expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(SECTIONS); });

  test('has examples that are valid Corefiles', () => {
    const examples = [...text.matchAll(/```corefile\n(.*?)```/gs)].map(([, body]) => body!);
    expect(examples.length).toBeGreaterThan(0);
    for (const corefile of examples) {
      expect(() => new DnsServer({ host: { client, informers: createInformerFactory(client), events: { event: () => undefined }, log: silentLogger, metrics: new Registry(), now: Date.now }, corefile, listen: { address: '127.0.0.1', port: 0 } })).not.toThrow();
    }
  });
});
