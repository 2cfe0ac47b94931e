import { hostname } from 'node:os';
import { join } from 'node:path';
import { COMMON_FLAGS, defineFlags } from '@kubets/component/flags';
import { START_FLAGS } from '../flags.js';
import { refuseMore } from './choose.js';
import type { Command } from './command.js';

const { 'data-dir': dataDir, 'service-cidr': serviceCIDR, 'cluster-domain': clusterDomain } = START_FLAGS.definitions;

export const CERTS_FLAGS = defineFlags({
  'data-dir': dataDir,
  apiserver: { type: 'string', description: "URL at which components reach the API server; this host's address and port 6443 by default.", placeholder: 'url' },
  'apiserver-names': { type: 'list', default: [], description: 'More host names and addresses for the certificate of the API server.' },
  node: { type: 'string', description: "Name of the node whose kubelet gets certificates; this host's name by default. Run the command once per node.", placeholder: 'name' },
  'node-ip': { type: 'string', description: "Address of that node; this host's first address by default.", placeholder: 'address' },
  'service-cidr': serviceCIDR,
  'cluster-domain': clusterDomain,
  v: COMMON_FLAGS.v,
});

/** Makes what the components need to be started one by one. */
export const certs: Command = {
  name: 'certs',
  summary: 'Write certificates and kubeconfigs for components that run as processes of their own.',
  help: () => CERTS_FLAGS.help('kubets certs: certificates and kubeconfigs, one for each component. What is there and valid is kept.\n\nUsage: npm start -- certs [flags]'),
  async run(argv) {
    const { values, rest } = await CERTS_FLAGS.parse(argv);
    refuseMore(rest);
    const { writeCerts } = await import('../certs/write-certs.js');
    const { ownAddress } = await import('@kubets/networking/host/own-address');
    const address = ownAddress() ?? '127.0.0.1';
    const written = await writeCerts({
      dataDir: values['data-dir'], server: values.apiserver ?? `https://${address}:6443`, names: [address, ...values['apiserver-names']],
      node: { name: (values.node ?? hostname()).toLowerCase(), address: values['node-ip'] ?? address }, serviceCIDR: values['service-cidr'], clusterDomain: values['cluster-domain'],
      ...(values.v > 0 ? { onIssued: (file: string, why: string) => console.log(`issued ${file}: ${why}`) } : {}),
    });
    console.log(`certificates: ${written.pki.dir}`);
    for (const { who, file } of written.kubeconfigs) console.log(`${who}: ${file}`);
    console.log(`export KUBECONFIG=${join(values['data-dir'], 'admin.conf')}`);
    return 0;
  },
};
