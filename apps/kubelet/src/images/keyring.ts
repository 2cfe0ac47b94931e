import type { Secret } from '@kubets/api/core/v1/secret';
import type { RegistryAuth } from '@kubets/container-runtime/runtime';
import { parseImageName } from './image-name.js';

interface DockerEntry { username?: string; password?: string; auth?: string; identitytoken?: string }
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/** `https://index.docker.io/v1/` → `index.docker.io`; keeps a path that narrows the match. */
const normalize = (server: string): string => server.replace(/^https?:\/\//, '').replace(/\/v[12]\/?$/, '').replace(/\/+$/, '');

/** Whether an entry's server, whose host labels may hold `*`, covers the image. */
function covers(server: string, registry: string, repository: string): boolean {
  const [host = '', ...path] = normalize(server).split('/');
  if (path.length > 0 && !`${repository}/`.startsWith(`${path.join('/')}/`)) return false;
  if (DOCKER_HUB.has(host) && DOCKER_HUB.has(registry)) return true;
  const wanted = host.split('.');
  const actual = registry.split('.');
  const glob = (pattern: string): RegExp => new RegExp(`^${pattern.split('*').map((s) => s.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
  return wanted.length === actual.length && wanted.every((label, at) => glob(label).test(actual[at] ?? ''));
}

function authOf(entry: DockerEntry, serverAddress: string): RegistryAuth {
  const decoded = entry.auth ? Buffer.from(entry.auth, 'base64').toString('utf8') : '';
  const colon = decoded.indexOf(':');
  const username = entry.username ?? (colon >= 0 ? decoded.slice(0, colon) : undefined);
  const password = entry.password ?? (colon >= 0 ? decoded.slice(colon + 1) : undefined);
  return {
    serverAddress, ...(username === undefined ? {} : { username }), ...(password === undefined ? {} : { password }),
    ...(entry.identitytoken ? { identityToken: entry.identitytoken } : {}),
  };
}

function entriesOf(secret: Secret): [string, DockerEntry][] {
  const text = (key: string): string | undefined => (secret.data?.[key] ? Buffer.from(secret.data[key], 'base64').toString('utf8') : undefined);
  try {
    const config = text('.dockerconfigjson');
    if (config) return Object.entries((JSON.parse(config) as { auths?: Record<string, DockerEntry> }).auths ?? {});
    const legacy = text('.dockercfg');
    return legacy ? Object.entries(JSON.parse(legacy) as Record<string, DockerEntry>) : [];
  } catch {
    // A secret that is no credentials file gives no credentials; the pull then fails with the registry's own words.
    return [];
  }
}

/** Credentials for the image in the given pull secrets, the most specific server first. */
export function credentialsFor(image: string, secrets: readonly Secret[]): RegistryAuth[] {
  const { registry, repository } = parseImageName(image);
  return secrets.flatMap(entriesOf).filter(([server]) => covers(server, registry, repository))
    .sort(([a], [b]) => normalize(b).length - normalize(a).length).map(([server, entry]) => authOf(entry, server));
}
