import type { PluginDefinition } from './server/plugin.js';
import { cache } from './plugins/cache/cache.js';
import { errors } from './plugins/errors/errors.js';
import { forward } from './plugins/forward/forward.js';
import { health } from './plugins/health/health.js';
import { hosts } from './plugins/hosts/hosts.js';
import { kubernetes } from './plugins/kubernetes/kubernetes.js';
import { loadbalance } from './plugins/loadbalance/loadbalance.js';
import { log } from './plugins/log/log.js';
import { loop } from './plugins/loop/loop.js';
import { prometheus } from './plugins/prometheus/prometheus.js';
import { ready } from './plugins/ready/ready.js';

/** All plugins, in the order in which a request passes them, whatever their order in the Corefile. */
export const PLUGINS: readonly PluginDefinition[] = [
  ready, // answers no queries
  health, // answers no queries
  prometheus, // first, to see the answer of everyone
  errors, // before those who fail
  log,
  loadbalance, // before the cache: an answer from there gets a new order too
  cache, // before those whose answers are kept
  hosts, // before kubernetes: an entry written by hand wins
  kubernetes,
  loop, // just before the way out: it looks for queries that came back
  forward, // last: it answers everything
];
