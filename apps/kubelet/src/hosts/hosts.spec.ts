import { aPod } from '../testing/pods.js';
import { kernelHostname, podHostname } from './hostname.js';
import { hostsFile } from './hosts-file.js';
import { parseResolvConf, podDns } from './resolv-conf.js';

const node = parseResolvConf('# made by hand\nnameserver 192.168.0.1\nsearch home.test.\noptions edns0\n');
const dns = (spec: object) => podDns(aPod({ spec }), { dns: ['10.96.0.10'], domain: 'cluster.local' }, node);

describe('resolver settings', () => {
  it('lead to the cluster first', () => expect(dns({})).toEqual({ servers: ['10.96.0.10'], searches: ['default.svc.cluster.local', 'svc.cluster.local', 'cluster.local', 'home.test'], options: ['ndots:5'] }));
  it('are the node\'s in the node\'s network, unless asked otherwise', () => {
    expect(dns({ hostNetwork: true })).toEqual(node);
    expect(dns({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }).servers).toEqual(['10.96.0.10']);
    expect(dns({ dnsPolicy: 'Default' })).toEqual(node);
  });
  it('may be the pod\'s alone, or added to', () => {
    const dnsConfig = { nameservers: ['9.9.9.9'], searches: ['x.test'], options: [{ name: 'ndots', value: '2' }, { name: 'rotate' }] };
    expect(dns({ dnsPolicy: 'None', dnsConfig })).toEqual({ servers: ['9.9.9.9'], searches: ['x.test'], options: ['ndots:2', 'rotate'] });
    expect(dns({ dnsConfig })).toMatchObject({ servers: ['10.96.0.10', '9.9.9.9'], options: ['ndots:2', 'rotate'] });
  });
});

describe('host names', () => {
  it('are the pod\'s, with a domain if it has a subdomain', () => {
    expect(podHostname(aPod(), 'cluster.local', 'n')).toEqual({ hostname: 'web', domain: '' });
    const pod = aPod({ spec: { hostname: 'h', subdomain: 's', setHostnameAsFQDN: true } });
    expect(podHostname(pod, 'cluster.local', 'n')).toEqual({ hostname: 'h', domain: 's.default.svc.cluster.local' });
    expect(kernelHostname(pod, 'cluster.local', 'n')).toBe('h.s.default.svc.cluster.local');
    expect(podHostname(aPod({ metadata: { name: `${'a'.repeat(62)}-b` } }), 'd', 'n').hostname).toBe('a'.repeat(62));
  });
  it('stand in the hosts file with their aliases', () => {
    const text = hostsFile({ ips: ['10.0.0.5'], hostname: 'h', domain: 's.test', hostAliases: [{ ip: '1.2.3.4', hostnames: ['a', 'b'] }] });
    expect(text.split('\n')).toEqual(expect.arrayContaining(['# Kubernetes-managed hosts file.', '127.0.0.1\tlocalhost', '10.0.0.5\th.s.test\th', '# Entries added by HostAliases.', '1.2.3.4\ta\tb']));
  });
});
