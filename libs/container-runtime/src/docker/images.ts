import type Docker from 'dockerode';
import { ImageError, type RegistryAuth, RuntimeError } from '../runtime.js';
import { type Engine, engineMessage, statusOf } from './engine.js';
import { parseImage, pullReference } from '../image-reference.js';
import { jsonLines } from './json-lines.js';

export interface ImageInfo { readonly id: string; readonly sizeBytes: number; readonly repoDigests: readonly string[]; readonly user: string }

/** Words by which an engine says that it did not reach the registry, as opposed to being refused there. */
const unavailable = /dial tcp|no such host|connection (refused|reset)|i\/o timeout|timeout exceeded|TLS handshake|network is unreachable|EOF$|server misbehaving|50[234] |service unavailable|request canceled/i;

/** Sorts a failed pull into the reasons that container statuses show. */
export function pullError(image: string, error: unknown): Error {
  if (error instanceof ImageError || (error instanceof RuntimeError && error.code === 'Unavailable')) return error;
  const message = engineMessage(error);
  const text = `failed to pull image "${image}": ${message}`;
  if (/invalid reference format/i.test(message)) return new ImageError('InvalidImageName', text);
  return new ImageError(unavailable.test(message) ? 'RegistryUnavailable' : 'ErrImagePull', text);
}

const authConfig = (auth: RegistryAuth): Docker.AuthConfigObject => ({
  ...(auth.username === undefined ? {} : { username: auth.username }),
  ...(auth.password === undefined ? {} : { password: auth.password }),
  ...(auth.identityToken === undefined ? {} : { identitytoken: auth.identityToken }),
  ...(auth.serverAddress === undefined ? {} : { serveraddress: auth.serverAddress }),
});

/** The engine's images. Nothing here pulls unless asked; the kubelet decides by `imagePullPolicy`. */
export class Images {
  constructor(private readonly engine: Engine) {}

  async pull(image: string, auth?: RegistryAuth): Promise<{ id: string }> {
    const reference = pullReference(image);
    try {
      const progress = await this.engine.call(`pull image "${image}"`, (docker) =>
        docker.createImage(auth === undefined ? {} : authConfig(auth), reference));
      // The pull lasts as long as its progress is read, and a failure is one of its lines.
      for await (const line of jsonLines(progress)) {
        const { error } = line as { error?: string };
        if (error !== undefined) throw new Error(error);
      }
    } catch (error) { throw pullError(image, error); }
    const pulled = await this.status(image);
    if (pulled === undefined) throw new ImageError('ErrImagePull', `image "${image}" was pulled, but the engine does not have it: is its disk full, or was it removed at once?`);
    return { id: pulled.id };
  }

  /** Pulls the pause image for a sandbox; without it no pod can start, so failure says what to do. */
  async pullPause(image: string): Promise<void> {
    try { await this.pull(image); } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      throw new ImageError(error.reason, `sandbox image "${image}" is missing and cannot be pulled: ${error.message}. Load it (docker load, or docker pull on a connected machine and docker save), or configure another pause image`);
    }
  }

  async status(image: string): Promise<ImageInfo | undefined> {
    if (!image.startsWith('sha256:')) parseImage(image);
    return this.engine.call(`inspect image "${image}"`, async (docker) => {
      try {
        const info = await docker.getImage(image).inspect();
        return { id: info.Id, sizeBytes: info.Size, repoDigests: info.RepoDigests ?? [], user: info.Config?.User ?? '' };
      } catch (error) { if (statusOf(error) === 404) return undefined; throw error; }
    });
  }

  async list(): Promise<{ id: string; names: string[]; sizeBytes: number }[]> {
    const found = await this.engine.call('list images', (docker) => docker.listImages({}));
    const named = (name: string): boolean => !name.includes('<none>');
    return found.map((info) => ({ id: info.Id, names: [...info.RepoDigests ?? [], ...info.RepoTags ?? []].filter(named), sizeBytes: info.Size }));
  }

  /** Removes the image under all its names; the engine refuses while a container uses it. Idempotent. */
  async remove(id: string): Promise<void> {
    await this.engine.call(`remove image "${id}"`, async (docker) => {
      try {
        const info = await docker.getImage(id).inspect();
        // By id alone the engine refuses an image of several tags.
        const names = info.RepoTags.length > 1 ? info.RepoTags : [id];
        for (const name of names) await docker.getImage(name).remove();
      } catch (error) { if (statusOf(error) !== 404) throw error; }
    });
  }
}
