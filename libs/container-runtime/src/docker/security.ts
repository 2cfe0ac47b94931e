import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { type ContainerSecurity, RuntimeError } from '../runtime.js';

async function seccomp(profile: string | undefined, root: string): Promise<string[]> {
  if (profile === undefined || profile === 'unconfined') return ['seccomp=unconfined'];
  if (profile === 'runtime/default') return [];
  if (!profile.startsWith('localhost/')) throw new RuntimeError('Failed', `seccomp profile "${profile}" is none of unconfined, runtime/default, localhost/<file>`);
  const name = profile.slice('localhost/'.length);
  const path = isAbsolute(name) ? name : join(root, name);
  // The engine's API takes the profile itself, not its path.
  const content = await readFile(path, 'utf8').catch((error: Error) => { throw new RuntimeError('Failed', `seccomp profile ${path} cannot be read: ${error.message}`); });
  try { return [`seccomp=${JSON.stringify(JSON.parse(content))}`]; } catch { throw new RuntimeError('Failed', `seccomp profile ${path} is not JSON`); }
}

function apparmor(profile: string | undefined): string[] {
  if (profile === undefined || profile === 'runtime/default') return [];
  if (profile === 'unconfined') return ['apparmor=unconfined'];
  if (profile.startsWith('localhost/')) return [`apparmor=${profile.slice('localhost/'.length)}`];
  throw new RuntimeError('Failed', `AppArmor profile "${profile}" is none of unconfined, runtime/default, localhost/<profile>`);
}

/** Docker's `SecurityOpt`. A privileged container is unconfined whatever it asks for. */
export async function securityOptions(security: ContainerSecurity, profileRoot: string): Promise<string[]> {
  const escalation = security.noNewPrivileges ? ['no-new-privileges'] : [];
  return security.privileged ? escalation : [...escalation, ...await seccomp(security.seccomp, profileRoot), ...apparmor(security.apparmor)];
}
