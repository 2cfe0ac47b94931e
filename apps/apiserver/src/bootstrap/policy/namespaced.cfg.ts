import { account, bindIn, can, READ, recordEvents, role, user } from './grants.js';

const SYSTEM = 'kube-system';
const PUBLIC = 'kube-public';

/** Roles that count in one namespace only. */
export const NAMESPACED_ROLES = [
  role(SYSTEM, 'extension-apiserver-authentication-reader', [can(READ, 'core', 'configmaps', 'extension-apiserver-authentication')]),
  role(SYSTEM, 'system:controller:bootstrap-signer', [can(READ, 'core', 'secrets')]),
  role(SYSTEM, 'system:controller:cloud-provider', [can(`create ${READ}`, 'core', 'configmaps')]),
  role(SYSTEM, 'system:controller:token-cleaner', [can(`delete ${READ}`, 'core', 'secrets'), recordEvents]),
  role(SYSTEM, 'system::leader-locking-kube-controller-manager', [can('watch', 'core', 'configmaps'), can('get update', 'core', 'configmaps', 'kube-controller-manager')]),
  role(SYSTEM, 'system::leader-locking-kube-scheduler', [can('watch', 'core', 'configmaps'), can('get update', 'core', 'configmaps', 'kube-scheduler')]),
  role(PUBLIC, 'system:controller:bootstrap-signer', [can(READ, 'core', 'configmaps'), can('update', 'core', 'configmaps', 'cluster-info'), recordEvents]),
];

export const NAMESPACED_BINDINGS = [
  bindIn(SYSTEM, 'system::extension-apiserver-authentication-reader', [user('system:kube-controller-manager'), user('system:kube-scheduler')], 'extension-apiserver-authentication-reader'),
  bindIn(SYSTEM, 'system::leader-locking-kube-controller-manager', [user('system:kube-controller-manager'), account('kube-controller-manager')]),
  bindIn(SYSTEM, 'system::leader-locking-kube-scheduler', [user('system:kube-scheduler'), account('kube-scheduler')]),
  bindIn(SYSTEM, 'system:controller:bootstrap-signer', [account('bootstrap-signer')]),
  bindIn(SYSTEM, 'system:controller:cloud-provider', [account('cloud-provider')]),
  bindIn(SYSTEM, 'system:controller:token-cleaner', [account('token-cleaner')]),
  bindIn(PUBLIC, 'system:controller:bootstrap-signer', [account('bootstrap-signer')]),
];
