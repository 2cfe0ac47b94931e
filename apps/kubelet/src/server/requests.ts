import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Registry } from 'prom-client';
import { internal, methodNotAllowed, StatusError } from '@kubets/apimachinery/errors/status';
import type { ContainerLogOptions, NodeApi } from './node-api.js';
import { parsePath } from './paths.js';

const number = (text: string | null): number | undefined => (text === null || text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text));

/** The query of a log request. */
export function logOptions(query: URLSearchParams, signal: AbortSignal): ContainerLogOptions {
  const entries = { tailLines: number(query.get('tailLines')), sinceSeconds: number(query.get('sinceSeconds')), limitBytes: number(query.get('limitBytes')) };
  const stream = query.get('stream');
  return {
    follow: query.get('follow') === 'true', previous: query.get('previous') === 'true', timestamps: query.get('timestamps') === 'true', signal,
    ...Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)),
    ...(query.get('sinceTime') ? { sinceTime: query.get('sinceTime') ?? '' } : {}),
    ...(stream === 'Stdout' || stream === 'Stderr' || stream === 'All' ? { stream } : {}),
  };
}

const send = (response: ServerResponse, code: number, type: string, body: string): void => {
  response.writeHead(code, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

async function logs(api: NodeApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { namespace, pod, container, query } = parsePath(request.url ?? '/');
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const bytes = await api.containerLogs(namespace, pod, container, logOptions(query, gone.signal));
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  for await (const chunk of bytes) {
    if (gone.signal.aborted) return;
    if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  response.end();
}

async function route(api: NodeApi, metrics: Registry, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET') throw methodNotAllowed();
  const path = (request.url ?? '/').split('?')[0];
  switch (path) {
    case '/healthz': return send(response, 200, 'text/plain; charset=utf-8', 'ok');
    case '/pods': case '/pods/': case '/runningpods/': return send(response, 200, 'application/json', JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items: api.runningPods() }));
    case '/metrics': return send(response, 200, metrics.contentType, await metrics.metrics());
    case '/stats/summary': return send(response, 200, 'application/json', JSON.stringify(await api.statsSummary()));
    default: return logs(api, request, response);
  }
}

/** Answers one request of the kubelet's server. Never throws. */
export async function handleRequest(api: NodeApi, metrics: Registry, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await route(api, metrics, request, response);
  } catch (error) {
    const status = error instanceof StatusError ? error : internal(error);
    if (response.headersSent) response.destroy();
    else send(response, status.code, 'application/json', JSON.stringify(status.toStatus()));
  }
}
