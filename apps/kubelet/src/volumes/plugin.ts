import type { Pod } from '@kubets/api/core/v1/pod';
import type { Volume } from '@kubets/api/core/v1/volume';
import type { Clock } from '../clock.js';
import type { PodFacts } from '../environment/field-ref.js';
import type { ObjectReader } from '../objects/object-reader.js';
import type { Mounter } from './mounter.js';
import type { TokenCache } from './tokens.js';

/** What setting up a volume may need. */
export interface VolumeContext {
  readonly pod: Pod;
  readonly rootDir: string;
  readonly objects: ObjectReader;
  readonly tokens: TokenCache;
  readonly mounter: Mounter;
  readonly clock: Clock;
  readonly facts: PodFacts;
  readonly allocatable: Readonly<Record<string, string>>;
}

export interface MountedVolume {
  /** Path on the node that stands for the volume. */
  readonly path: string;
  /** The volume forbids writing, whatever the mount says. */
  readonly readOnly: boolean;
  /** When its content needs another look even if nothing changes, in milliseconds since the epoch. */
  readonly refreshAt?: number;
}

/** One kind of volume. Set up is idempotent: it also brings live content up to date. */
export interface VolumePlugin {
  readonly name: string;
  supports(volume: Volume): boolean;
  setUp(volume: Volume, context: VolumeContext): Promise<MountedVolume>;
}

