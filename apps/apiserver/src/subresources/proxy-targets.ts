import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Service } from '@kubets/api/core/v1/service';
import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { badRequest, serviceUnavailable } from '@kubets/apimachinery/errors/status';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { RequestContext } from '../request/context.js';
import type { NodeDialer } from './node-dialer.js';
import { connectTo, type ProxyName, type ProxyTarget } from './proxy.js';

type Find = (name: ProxyName, context: RequestContext) => Promise<ProxyTarget>;
type Connect = typeof connectTo;

const asPort = (text: string): number | undefined => (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536 ? Number(text) : undefined);

/** The kubelet of a node, over the way that the API server has to it; other ports of the node by its address. */
export const nodeTarget = (nodes: () => ResourceStorage<Node>, dial: NodeDialer, connect: Connect = connectTo): Find => async ({ scheme, name, port }, { request }) => {
  const node = (await nodes().get('', name)).object as Node;
  const kubelet = node.status.daemonEndpoints?.kubeletEndpoint?.Port;
  if (!port || asPort(port) === kubelet) {
    const connection = await dial(node, request.signal).catch((error: unknown) => {
      throw serviceUnavailable(`the kubelet of node ${JSON.stringify(name)} does not answer: ${(error as Error).message}`);
    });
    return { connection, host: name };
  }
  const number = asPort(port);
  if (number === undefined) throw badRequest(`invalid port ${JSON.stringify(port)} of node ${JSON.stringify(name)}: must be a number`);
  const address = node.status.addresses?.find((a) => a.type === 'InternalIP')?.address;
  if (!address) throw serviceUnavailable(`node ${JSON.stringify(name)} has no InternalIP address`);
  return { connection: await connect(address, number, scheme, request.signal), host: `${address}:${number}` };
};

/** A pod by its address; its first container port unless one is named. */
export const podTarget = (pods: () => ResourceStorage<Pod>, connect: Connect = connectTo): Find => async ({ scheme, name, port }, { info, request }) => {
  const pod = (await pods().get(info.namespace, name)).object as Pod;
  const ports = pod.spec.containers.flatMap((c) => c.ports ?? []);
  const number = port ? asPort(port) ?? ports.find((p) => p.name === port)?.containerPort : ports[0]?.containerPort ?? 80;
  if (number === undefined) throw badRequest(`pod ${JSON.stringify(name)} has no port named ${JSON.stringify(port)}`);
  if (!pod.status.podIP) throw badRequest('address not allowed');
  return { connection: await connect(pod.status.podIP, number, scheme, request.signal), host: `${pod.status.podIP}:${number}` };
};

interface ServiceNeeds {
  readonly services: () => ResourceStorage<Service>;
  readonly slices: () => ResourceStorage<EndpointSlice>;
  readonly random: () => number;
}

/** One of the ready endpoints of a service, at random. */
export const serviceTarget = ({ services, slices, random }: ServiceNeeds, connect: Connect = connectTo): Find => async ({ scheme, name, port }, { info, request }) => {
  const service = (await services().get(info.namespace, name)).object as Service;
  const asked = service.spec.ports?.find((p) => (port ? p.name === port || String(p.port) === port : true));
  if (!asked && port) throw serviceUnavailable(`no service port ${JSON.stringify(port)} found for service ${JSON.stringify(name)}`);
  const found: { address: string; port: number }[] = [];
  const storage = slices();
  for (const stored of storage.cache.range(storage.key(info.namespace, ''))) {
    const slice = stored.object as EndpointSlice;
    if (slice.metadata.labels?.['kubernetes.io/service-name'] !== name) continue;
    const number = slice.ports?.find((p) => (p.name ?? '') === (asked?.name ?? ''))?.port;
    if (!number) continue;
    for (const endpoint of slice.endpoints ?? []) {
      if (endpoint.conditions?.ready !== false && endpoint.addresses?.[0]) found.push({ address: endpoint.addresses[0], port: number });
    }
  }
  const chosen = found[Math.floor(random() * found.length)];
  if (!chosen) throw serviceUnavailable(`no endpoints available for service ${JSON.stringify(name)}`);
  return { connection: await connect(chosen.address, chosen.port, scheme, request.signal), host: `${chosen.address}:${chosen.port}` };
};
