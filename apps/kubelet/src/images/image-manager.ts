import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Secret } from '@kubets/api/core/v1/secret';
import { ImageError, type ContainerRuntime, type RegistryAuth } from '@kubets/container-runtime/runtime';
import { goDuration, type Clock } from '../clock.js';
import { Backoff } from '../pod-workers/backoff.js';
import { uidOf } from '../pod/identity.js';
import { credentialsFor } from './keyring.js';
import { withDefaultTag } from './image-name.js';
import { PullSlots } from './pull-slots.js';

export type ImageProblemReason = 'ErrImagePull' | 'ImagePullBackOff' | 'ErrImageNeverPull' | 'InvalidImageName' | 'ImageInspectError';

/** The image is not there. `retryAt` says when trying again makes sense, in milliseconds since the epoch. */
export class ImageProblem extends Error {
  override readonly name = 'ImageProblem';
  constructor(readonly reason: ImageProblemReason, message: string, readonly retryAt?: number) { super(message); }
}

export type ReportImage = (type: 'Normal' | 'Warning', reason: string, message: string) => void;
export interface LocalImage { readonly image: string; readonly user: string }

const DEFAULT_PULL_LIMIT = 4;
/** How often an image that may not be pulled is looked for again. */
const LOOK_AGAIN_MS = 10_000;
/** How long a failed pull shows as such before it shows as backing off. */
const SETTLE_MS = 2000;

/** Gets images onto the node as each container's pull policy says. */
export class ImageManager {
  private readonly slots: PullSlots;
  private readonly lastFailure = new Map<string, { at: number; message: string }>();

  constructor(
    private readonly runtime: ContainerRuntime, private readonly clock: Clock, maximumPulls = DEFAULT_PULL_LIMIT,
    private readonly backoff = new Backoff(),
  ) {
    this.slots = new PullSlots(maximumPulls);
  }

  /**
   * Makes sure that the container's image is there, and says under which name and with which user. Throws {@link ImageProblem}.
   * An image that is present and need not be pulled is answered by the engine alone.
   */
  async ensure(pod: Pod, container: Container, secrets: () => Promise<Secret[]>, report: ReportImage): Promise<LocalImage> {
    const image = this.nameOf(container, report);
    const policy = container.imagePullPolicy ?? (image.endsWith(':latest') ? 'Always' : 'IfNotPresent');
    const present = policy === 'Always' ? undefined : await this.inspect(image, report);
    if (present) {
      report('Normal', 'Pulled', `Container image "${container.image}" already present on machine and can be accessed by the pod`);
      return { image, user: present.user };
    }
    if (policy === 'Never') {
      const message = `Container image "${container.image}" is not present with pull policy of Never`;
      report('Warning', 'ErrImageNeverPull', message);
      throw new ImageProblem('ErrImageNeverPull', message, this.clock.now() + LOOK_AGAIN_MS);
    }
    await this.pull(`${uidOf(pod)}_${image}`, image, await secrets(), report);
    return { image, user: (await this.inspect(image, report))?.user ?? '' };
  }

  forgetPod(uid: string): void {
    this.backoff.forgetPrefix(`${uid}_`);
    for (const key of this.lastFailure.keys()) if (key.startsWith(`${uid}_`)) this.lastFailure.delete(key);
  }

  private nameOf(container: Container, report: ReportImage): string {
    try {
      return withDefaultTag(container.image ?? '');
    } catch (error) {
      const message = (error as Error).message;
      report('Warning', 'InspectFailed', message);
      throw new ImageProblem('InvalidImageName', message);
    }
  }

  private async inspect(image: string, report: ReportImage): Promise<{ user: string; sizeBytes: number } | undefined> {
    try {
      return await this.runtime.imageStatus(image);
    } catch (error) {
      const message = `Failed to inspect image "${image}": ${(error as Error).message}`;
      report('Warning', 'InspectFailed', message);
      throw new ImageProblem('ImageInspectError', message, this.clock.now() + LOOK_AGAIN_MS);
    }
  }

  private async pull(key: string, image: string, secrets: readonly Secret[], report: ReportImage): Promise<void> {
    const failed = this.lastFailure.get(key);
    const until = failed ? this.backoff.waitUntil(key, failed.at, this.clock.now()) : 0;
    if (failed && until > 0) {
      report('Normal', 'BackOff', `Back-off pulling image "${image}"`);
      throw new ImageProblem('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${failed.message}`, until);
    }
    report('Normal', 'Pulling', `Pulling image "${image}"`);
    const asked = this.clock.now();
    let began = asked;
    try {
      await this.slots.use(() => { began = this.clock.now(); return this.pullWith(image, credentialsFor(image, secrets)); });
    } catch (error) {
      this.fail(key, image, error, report);
    }
    this.lastFailure.delete(key);
    this.backoff.forget(key);
    const now = this.clock.now();
    const size = (await this.inspect(image, report))?.sizeBytes ?? 0;
    report('Normal', 'Pulled', `Successfully pulled image "${image}" in ${goDuration(now - began)} (${goDuration(now - asked)} including waiting). Image size: ${size} bytes.`);
  }

  private fail(key: string, image: string, error: unknown, report: ReportImage): never {
    const message = error instanceof Error ? error.message : String(error);
    const at = this.clock.now();
    report('Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
    this.backoff.next(key, at);
    this.lastFailure.set(key, { at, message });
    // Engines behind the CRI do not tell a registry that is away from one that refuses, so people and scripts know but one word for both.
    const reason = error instanceof ImageError && error.reason !== 'RegistryUnavailable' ? error.reason : 'ErrImagePull';
    throw new ImageProblem(reason, message, at + SETTLE_MS);
  }

  /** Every credential that covers the image, then none: a public image must not fail because of a stale secret. */
  private async pullWith(image: string, credentials: readonly RegistryAuth[]): Promise<void> {
    let failure: unknown;
    for (const auth of [...credentials, undefined]) {
      try {
        await this.runtime.pullImage(image, auth);
        return;
      } catch (error) {
        failure ??= error;
      }
    }
    throw failure;
  }
}
