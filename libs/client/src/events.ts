import type { KubeObject } from '@kubets/apimachinery/resource/definition';

export interface EventDetails {
  readonly fieldPath?: string;
  /** Who tells, where that is not the recorder's component but a part of it, such as `deployment-controller`. */
  readonly component?: string;
}

/** Writes Events about objects: repeated ones are counted on the same Event, bursts are limited, failures never reach the caller. */
export interface EventRecorder {
  /** @param reason CamelCase word, such as `Scheduled`; @param about the object, with apiVersion, kind and metadata set */
  event(about: KubeObject & { apiVersion?: string; kind?: string }, type: 'Normal' | 'Warning', reason: string, message: string, more?: EventDetails): void;
}
