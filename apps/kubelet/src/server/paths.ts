import { unknownPath } from '@kubets/apimachinery/errors/status';

export type PodOperation = 'containerLogs' | 'exec' | 'attach' | 'portForward';
export interface PodPath {
  readonly operation: PodOperation;
  readonly namespace: string;
  readonly pod: string;
  /** Empty for port-forward. */
  readonly container: string;
  readonly query: URLSearchParams;
}

const OPERATIONS = new Set<string>(['containerLogs', 'exec', 'attach', 'portForward']);

/** `/containerLogs/{ns}/{pod}/{container}`, `/exec/…`, `/attach/…`, also with the uid between pod and container; `/portForward/{ns}/{pod}`. */
export function parsePath(url: string): PodPath {
  const { pathname, searchParams } = new URL(url, 'https://node');
  const [operation = '', namespace = '', pod = '', ...rest] = pathname.split('/').filter((s) => s !== '').map(decodeURIComponent);
  const container = rest.at(-1) ?? '';
  const complete = operation === 'portForward' ? rest.length <= 1 : rest.length === 1 || (rest.length === 2 && operation !== 'containerLogs');
  if (!OPERATIONS.has(operation) || !namespace || !pod || !complete) throw unknownPath();
  return { operation: operation as PodOperation, namespace, pod, container: operation === 'portForward' ? '' : container, query: searchParams };
}
