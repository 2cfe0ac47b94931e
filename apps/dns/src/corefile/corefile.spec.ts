import { parseCorefile, zoneName } from './corefile.js';
import { defaultCorefile } from './default-corefile.js';

describe('Corefile', () => {
  test('the default names kubeadm\'s plugins', () => {
    const [block] = parseCorefile(defaultCorefile());
    expect(block!.zones).toEqual([{ zone: '', port: 53 }]);
    expect(block!.directives.map((one) => one.name)).toEqual(['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'loadbalance']);
    expect(block!.directives[3]).toMatchObject({ args: ['cluster.local', 'in-addr.arpa', 'ip6.arpa'], block: [{ name: 'pods', args: ['insecure'] }, { name: 'fallthrough' }, { name: 'ttl', args: ['30'] }] });
  });

  test('several zones, ports, comments, quotes and the environment', () => {
    const blocks = parseCorefile('example.org:1053, dns://b.example. 10.0.0.0/24 {\n  log "a b" # not this\n  forward . {$UP}:53 {%NONE%}\n}\n.:5353 {\n}\n', { UP: '127.0.0.1' });
    expect(blocks[0]!.zones).toEqual([{ zone: 'example.org', port: 1053 }, { zone: 'b.example', port: 53 }, { zone: '0.0.10.in-addr.arpa', port: 53 }]);
    expect(blocks[0]!.directives.map((one) => one.args)).toEqual([['a b'], ['.', '127.0.0.1:53']]);
    expect(blocks[1]).toMatchObject({ zones: [{ zone: '', port: 5353 }], directives: [] });
    expect(zoneName('fd00::/8', 1)).toBe('d.f.ip6.arpa');
  });

  test.each([['. {\n errors', 'add "}"'], ['{\n}', 'needs a zone'], ['. {\n}\n. {\n}', 'two blocks'], ['tls://. {\n}', 'dns://'], ['. {\n log "x\n}', 'never closed'], ['.:99999 {\n}', 'out of bounds']])(
    '%j is refused with what would be right', (text, message) => { expect(() => parseCorefile(text, {})).toThrow(message); });
});
