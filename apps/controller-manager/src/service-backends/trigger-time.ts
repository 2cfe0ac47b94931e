import type { Pod } from '@kubets/api/core/v1/pod';
import { podCondition } from '@kubets/api/core/v1/pod.helpers';
import type { Service } from '@kubets/api/core/v1/service';
import { formatTime } from '@kubets/apimachinery/time/index';

/** When the change happened that made endpoints be written: what the latency of the network is measured from. */
export const LAST_CHANGE_TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';

const changedAt = (pod: Pod): number => Date.parse(podCondition(pod, 'Ready')?.lastTransitionTime ?? pod.metadata.creationTimestamp ?? '') || 0;
const createdAt = ({ metadata }: Service): number => Date.parse(metadata.creationTimestamp ?? '') || 0;

/** Remembers per service which changes were seen, and finds the first of those that are new. */
export class TriggerTimes {
  readonly #seen = new Map<string, { service: number; pods: Map<string, number> }>();

  /** @returns RFC 3339 time of the first change since the last call, if any is known */
  next(key: string, service: Service, pods: readonly Pod[]): string | undefined {
    const before = this.#seen.get(key);
    const now = { service: createdAt(service), pods: new Map(pods.map((pod) => [pod.metadata.uid ?? '', changedAt(pod)])) };
    this.#seen.set(key, now);
    const changes = [...now.pods].filter(([uid, at]) => at > (before?.pods.get(uid) ?? 0)).map(([, at]) => at);
    if (!before || now.service > before.service) changes.push(now.service);
    const first = Math.min(...changes.filter((at) => at > 0));
    return Number.isFinite(first) ? formatTime(first) : undefined;
  }

  forget(key: string): void { this.#seen.delete(key); }
}
