import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { COMMON_FLAGS, HelpRequested, defineFlags } from './flags.js';
import { parseDuration } from './flag-values.js';

const flags = defineFlags({
  ...COMMON_FLAGS,
  'data-dir': { type: 'string', default: '/var/lib/kubets', description: 'Where state is kept.', env: 'DATA_HOME' },
  port: { type: 'int', default: 6443, description: 'Port to listen on.' },
  simulate: { type: 'boolean', default: false, description: 'Simulate nodes.' },
  'lease-duration': { type: 'duration', default: 15, description: 'How long others wait.' },
  controllers: { type: 'list', default: ['*'], description: 'Controllers to run.' },
  'feature-gates': { type: 'map', default: {}, description: 'Features.' },
  kubeconfig: { type: 'string', description: 'Access to the cluster.' },
});
const parse = async (argv: string[], env: Record<string, string> = {}) => (await flags.parse(argv, env)).values;

describe('flags', () => {
  let dir: string;
  beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'flags-')); });
  afterAll(() => rm(dir, { recursive: true }));

  it('reads every way of writing a flag', async () => {
    const { values, rest, given } = await flags.parse(
      ['start', '--port=1', '-v=2', '--data-dir', '/d', '--simulate', '--lease-duration=1m30s', '--controllers=a,b', '--controllers=c', '--feature-gates=X=true', '--', '--port=9'], {});
    expect(values).toMatchObject({ port: 1, v: 2, 'data-dir': '/d', simulate: true, 'lease-duration': 90, controllers: ['a', 'b', 'c'], 'feature-gates': { X: 'true' } });
    expect(values.kubeconfig).toBeUndefined();
    expect(rest).toEqual(['start', '--port=9']);
    expect(given.has('logging-format')).toBe(false);
    expect((await parse(['--simulate=false'])).simulate).toBe(false);
    expect((await parse(['--no-simulate'], { KUBETS_SIMULATE: '1' })).simulate).toBe(false);
  });

  it('prefers the command line to the environment, that to the file, and that to defaults', async () => {
    const config = join(dir, 'config.yaml');
    await writeFile(config, 'port: 3\ndata-dir: /file\nlease-duration: 20s\ncontrollers: [x, y]\nsimulate: true\n');
    const values = await parse([`--config=${config}`, '--port=1'], { KUBETS_PORT: '2', KUBETS_DATA_DIR: '/env' });
    expect(values).toMatchObject({ port: 1, 'data-dir': '/env', 'lease-duration': 20, controllers: ['x', 'y'], simulate: true, v: 0 });
    expect((await parse([], { DATA_HOME: '/other', KUBETS_CONFIG: config }))['data-dir']).toBe('/other');
  });

  it.each([
    [['--prot=1'], 'there is no flag --prot; did you mean --port?'],
    [['--lease=1'], 'there is no flag --lease; did you mean --lease-duration?'],
    [['--zzzzzz'], 'there is no flag --zzzzzz; see --help'],
    [['--port=abc'], '--port is "abc", which is not a whole number'],
    [['--port'], '--port needs a value: --port=<int>'],
    [['--data-dir', '--port=1'], '--data-dir needs a value: --data-dir=<string>'],
    [['--logging-format=xml'], '--logging-format is "xml", which is not one of text, json'],
    [['--lease-duration=soon'], '--lease-duration is "soon", which is not a duration such as 30s, 5m or 1h30m'],
    [['--constructor=1'], 'there is no flag --constructor; see --help'],
    [['--config=/nowhere/x.yaml'], 'the configuration file /nowhere/x.yaml cannot be read: ENOENT: no such file or directory, open \'/nowhere/x.yaml\''],
  ])('refuses %p in one sentence', async (argv, message) => {
    await expect(parse(argv)).rejects.toMatchObject({ name: 'UserError', exitCode: 2, message });
  });

  it('refuses bad values of the environment and the file, naming where they come from', async () => {
    await expect(parse([], { KUBETS_PORT: 'x' })).rejects.toThrow('the environment variable KUBETS_PORT is "x", which is not a whole number');
    const config = join(dir, 'bad.yaml');
    await writeFile(config, 'prot: 3\n');
    await expect(parse([`--config=${config}`])).rejects.toThrow(`the configuration file ${config} sets "prot", which is not a flag; did you mean port?`);
    await writeFile(config, 'a: [');
    await expect(parse([`--config=${config}`])).rejects.toThrow('is not valid YAML');
  });

  it('asks for what is required', async () => {
    const needy = defineFlags({ node: { type: 'string', required: true, description: 'Name of the node.' } });
    await expect(needy.parse([], {})).rejects.toThrow('--node is needed: Name of the node. It can also be set as KUBETS_NODE');
    expect((await needy.parse(['--node=a'], {})).values.node).toBe('a');
  });

  it('explains itself', async () => {
    await expect(parse(['--help'])).rejects.toBeInstanceOf(HelpRequested);
    const help = flags.help('Usage: kubets [flags]');
    expect(help).toContain('  --port=<int>\n      Port to listen on. (default 6443; env KUBETS_PORT)\n');
    expect(help).toContain('--logging-format=<text|json>');
    expect(help).toContain('(default 15s; env KUBETS_LEASE_DURATION)');
  });

  it('reads durations as sums of their parts', () => {
    fc.assert(fc.property(fc.nat(99), fc.nat(59), fc.nat(59), fc.nat(999), (h, m, s, ms) => {
      expect(parseDuration(`${h}h${m}m${s}s${ms}ms`)).toBeCloseTo(h * 3600 + m * 60 + s + ms / 1000, 6);
    }));
    expect(parseDuration('5')).toBe(5);
    expect(parseDuration('5x')).toBeUndefined();
    expect(parseDuration('')).toBeUndefined();
  });
});
