import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { UserInfo } from '../request/request.js';

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** One operation on one object, as admission plugins see it. */
export interface Attributes<T = KubeObject> {
  readonly operation: Operation;
  readonly definition: ResourceDefinition<T>;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** The new object, which mutating plugins change in place; absent for DELETE. */
  readonly object: T | undefined;
  readonly old: T | undefined;
  readonly user: UserInfo;
  readonly dryRun: boolean;
  /** Adds a warning to the answer. */
  readonly warn: (message: string) => void;
}

/** One rule about what may be stored. `plugins.cfg.ts` lists them in order. A refusal is thrown as a {@link StatusError}. */
export interface AdmissionPlugin {
  readonly name: string;
  /** Looked at first, so that plugins cost nothing where they do not apply. */
  handles(attributes: Attributes): boolean;
  mutate?(attributes: Attributes): Promise<void> | void;
  validate?(attributes: Attributes): Promise<void> | void;
}

/** Runs the plugins in order: first all that change objects, later all that judge them. */
export class AdmissionChain {
  constructor(private readonly plugins: readonly AdmissionPlugin[]) {}

  async mutate(attributes: Attributes): Promise<void> {
    for (const plugin of this.plugins) if (plugin.mutate && plugin.handles(attributes)) await plugin.mutate(attributes);
  }

  async validate(attributes: Attributes): Promise<void> {
    for (const plugin of this.plugins) if (plugin.validate && plugin.handles(attributes)) await plugin.validate(attributes);
  }
}
