import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RequestInfo } from '../request/request-info.js';

const DURATION_BUCKETS = [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60];

/** Request counts and durations under upstream's names. */
export class RequestMetrics {
  readonly #total: Counter;
  readonly #seconds: Histogram;
  readonly #sliSeconds: Histogram;
  readonly #inflight: Gauge;
  /** Label children are bound once per kind of request: looking them up by eight labels costs more than the request's routing. */
  readonly #bound = new Map<string, { inc: () => void; observe: (seconds: number) => void }>();

  constructor(registry: Registry) {
    const labels = ['verb', 'group', 'version', 'resource', 'subresource', 'scope', 'component'];
    this.#total = new Counter({
      name: 'apiserver_request_total', help: 'Requests answered, by verb, resource and HTTP code.', labelNames: [...labels, 'code', 'dry_run'], registers: [registry],
    });
    this.#seconds = new Histogram({
      name: 'apiserver_request_duration_seconds', help: 'Seconds from the arrival of a request to its answer.', labelNames: [...labels, 'dry_run'], buckets: DURATION_BUCKETS, registers: [registry],
    });
    this.#sliSeconds = new Histogram({
      name: 'apiserver_request_sli_duration_seconds', help: 'Like apiserver_request_duration_seconds, without the time spent in webhooks and in queues.',
      labelNames: labels, buckets: DURATION_BUCKETS, registers: [registry],
    });
    this.#inflight = new Gauge({ name: 'apiserver_current_inflight_requests', help: 'Requests being served now.', labelNames: ['request_kind'], registers: [registry] });
  }

  /** Starts the clock for a request; the returned function stops it with the answer's code. */
  begin(info: RequestInfo): (code: number) => void {
    const started = performance.now();
    const kind = ['get', 'list', 'watch'].includes(info.verb) ? 'readOnly' : 'mutating';
    this.#inflight.inc({ request_kind: kind });
    return (code) => {
      this.#inflight.dec({ request_kind: kind });
      const bound = this.#bind(info, code);
      bound.inc();
      bound.observe((performance.now() - started) / 1000);
    };
  }

  #bind(info: RequestInfo, code: number): { inc: () => void; observe: (seconds: number) => void } {
    const scope = info.name && !info.isCollection ? 'resource' : info.namespace ? 'namespace' : info.isResource ? 'cluster' : '';
    // Unknown resources come from the outside and would grow the set without bound.
    const known = info.isResource && code !== 404;
    const key = known ? `${info.verb}|${info.group}|${info.version}|${info.resource}|${info.subresource}|${scope}|${code}` : `${info.verb}|${scope}|${code}`;
    let bound = this.#bound.get(key);
    if (bound) return bound;
    const labels = {
      verb: info.verb.toUpperCase(), group: known ? info.group : '', version: known ? info.version : '', resource: known ? info.resource : '',
      subresource: known ? info.subresource : '', scope, component: 'apiserver',
    };
    const total = this.#total.labels({ ...labels, code: String(code), dry_run: '' });
    const seconds = this.#seconds.labels({ ...labels, dry_run: '' });
    const sli = this.#sliSeconds.labels(labels);
    bound = { inc: () => total.inc(), observe: (value) => { seconds.observe(value); if (info.verb !== 'watch') sli.observe(value); } };
    if (this.#bound.size < 5000) this.#bound.set(key, bound);
    return bound;
  }
}
