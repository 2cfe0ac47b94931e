import { request } from 'node:http';

/** What {@link probeDocker} found. `message` says why not, and what to do. */
export interface DockerProbe { readonly ok: boolean; readonly version: string; readonly message: string }

/** Where the engine listens: a socket path, or host and port of a plain-TCP `DOCKER_HOST`. */
function endpoint(socketPath: string | undefined): { socketPath: string } | { host: string; port: string } {
  const configured = socketPath ?? process.env['DOCKER_HOST'] ?? '/var/run/docker.sock';
  if (!configured.includes('://')) return { socketPath: configured };
  const url = new URL(configured);
  return url.protocol === 'unix:' ? { socketPath: url.pathname } : { host: url.hostname, port: url.port || '2375' };
}

/** Asks whether a Docker engine answers, in a few milliseconds and without loading its client. Never throws. */
export function probeDocker(socketPath?: string, timeoutMs = 2_000): Promise<DockerProbe> {
  const target = endpoint(socketPath);
  const where = 'socketPath' in target ? target.socketPath : `${target.host}:${target.port}`;
  return new Promise((resolve) => {
    const no = (why: string): void => resolve({ ok: false, version: '', message: `no Docker engine at ${where}: ${why}` });
    const req = request({ ...target, path: '/version', timeout: timeoutMs, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', (error) => no(error.message));
      res.on('end', () => {
        try {
          const { Version: version, Os: os } = JSON.parse(Buffer.concat(chunks).toString()) as { Version?: string; Os?: string };
          if (version === undefined) no(`it answers, but not as a Docker engine does (HTTP ${res.statusCode})`);
          else if (os !== 'linux') no(`it runs ${os} containers; pods need Linux containers`);
          else resolve({ ok: true, version, message: `Docker ${version} at ${where}` });
        } catch { no(`its answer is not JSON (HTTP ${res.statusCode})`); }
      });
    });
    req.on('timeout', () => req.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    req.on('error', (error) => no(error.message));
    req.end();
  });
}
