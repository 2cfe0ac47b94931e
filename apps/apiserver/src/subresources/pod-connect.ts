import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { badRequest, conflict, notFound, serviceUnavailable, StatusError } from '@kubets/apimachinery/errors/status';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { isTrue } from '../request/request-info.js';
import type { ApiResponse } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { forward, forwardUpgrade, type NodeDialer } from './node-dialer.js';

interface Needs { readonly pods: () => ResourceStorage<Pod>; readonly nodes: () => ResourceStorage<Node>; readonly dial: NodeDialer }

/** `log`, `exec`, `attach`, `portforward`: handed to the kubelet of the pod's node. The protocols are the kubelet's to speak; here bytes pass. */
export class PodConnectSubresource implements ResourceHandler {
  constructor(private readonly needs: Needs, private readonly what: 'log' | 'exec' | 'attach' | 'portforward') {}

  async handle(context: RequestContext, _served: Served): Promise<ApiResponse> {
    const { info, request } = context;
    const storage = this.needs.pods();
    const pod = (await storage.get(info.namespace, info.name)).object as Pod;
    const path = this.#path(pod, request.query, storage);
    if (this.what !== 'log' && !request.upgrade) {
      throw badRequest(`Upgrade request required: ${this.what} needs a connection that is upgraded to WebSocket or SPDY/3.1`);
    }
    if (!pod.spec.nodeName) {
      // Not yet on a node: there are no logs, and nothing to connect to.
      if (this.what === 'log') return { status: 200, headers: { 'content-type': 'text/plain' }, body: '' };
      throw badRequest(`pod ${info.name} does not have a host assigned`);
    }
    const node = (await this.needs.nodes().get('', pod.spec.nodeName).catch(() => { throw notFound({ group: '', resource: 'nodes' }, pod.spec.nodeName!); })).object as Node;
    const connection = await this.needs.dial(node, request.signal).catch((error: unknown) => {
      if (error instanceof StatusError) throw error;
      throw serviceUnavailable(`the kubelet of node ${JSON.stringify(node.metadata.name)} does not answer: ${(error as Error).message}`);
    });
    return request.upgrade ? forwardUpgrade(connection, request, path, pod.spec.nodeName) : forward(connection, request, path, pod.spec.nodeName);
  }

  #path(pod: Pod, query: URLSearchParams, storage: ResourceStorage<Pod>): string {
    const { namespace = '', name = '' } = pod.metadata;
    if (this.what === 'portforward') return `/portForward/${namespace}/${name}?${new URLSearchParams([...query].filter(([k]) => k === 'ports')).toString()}`;
    const container = this.#container(pod, query, storage);
    if (this.what === 'log') {
      const wanted = ['follow', 'previous', 'timestamps', 'tailLines', 'sinceSeconds', 'sinceTime', 'limitBytes', 'stream'];
      checkLogOptions(query);
      return `/containerLogs/${namespace}/${name}/${container}?${new URLSearchParams([...query].filter(([k]) => wanted.includes(k))).toString()}`;
    }
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') throw conflict(storage.subject, name, `cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`);
    const out = new URLSearchParams();
    for (const command of query.getAll('command')) out.append('command', command);
    for (const [from, to] of [['stdin', 'input'], ['stdout', 'output'], ['stderr', 'error'], ['tty', 'tty']] as const) if (isTrue(query.get(from))) out.set(to, '1');
    return `/${this.what}/${namespace}/${name}/${container}?${out.toString()}`;
  }

  #container(pod: Pod, query: URLSearchParams, storage: ResourceStorage<Pod>): string {
    const asked = query.get('container') ?? '';
    const main = pod.spec.containers.map((c) => c.name);
    const init = (pod.spec.initContainers ?? []).map((c) => c.name);
    const ephemeral = (pod.spec.ephemeralContainers ?? []).map((c) => c.name);
    const name = pod.metadata.name ?? '';
    if (!asked) {
      const preferred = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
      if (preferred && main.includes(preferred)) return preferred;
      if (main.length === 1) return main[0]!;
      const more = init.length ? ` or one of the init containers: [${init.join(' ')}]` : '';
      throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${more}`);
    }
    if (![...main, ...init, ...ephemeral].includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${storage ? name : ''}`);
    return asked;
  }
}

function checkLogOptions(query: URLSearchParams): void {
  const number = (name: string, least: number): void => {
    const value = query.get(name);
    if (value !== null && (!/^-?\d+$/.test(value) || Number(value) < least)) {
      throw new StatusError(422, 'Invalid', `PodLogOptions "" is invalid: ${name}: Invalid value: ${value}: must be greater than or equal to ${least}`);
    }
  };
  number('tailLines', 0);
  number('limitBytes', 1);
  number('sinceSeconds', 1);
  if (query.get('sinceSeconds') !== null && query.get('sinceTime') !== null) {
    throw new StatusError(422, 'Invalid', 'PodLogOptions "" is invalid: spec: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified');
  }
}
