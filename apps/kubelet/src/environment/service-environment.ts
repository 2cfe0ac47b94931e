import type { Service } from '@kubets/api/core/v1/service';

const variableName = (text: string): string => text.toUpperCase().replaceAll('-', '_');

/** The variables that describe one service: its own, and those that container links used to define. */
function variablesOf(service: Service): [string, string][] {
  const name = variableName(service.metadata.name ?? '');
  const ip = service.spec.clusterIP ?? '';
  const ports = service.spec.ports ?? [];
  const host = ip.includes(':') ? `[${ip}]` : ip;
  const result: [string, string][] = [[`${name}_SERVICE_HOST`, ip], [`${name}_SERVICE_PORT`, String(ports[0]?.port ?? '')]];
  for (const port of ports) if (port.name) result.push([`${name}_SERVICE_PORT_${variableName(port.name)}`, String(port.port)]);
  for (const [at, port] of ports.entries()) {
    const protocol = port.protocol ?? 'TCP';
    const prefix = `${name}_PORT_${port.port}_${protocol}`;
    const url = `${protocol.toLowerCase()}://${host}:${port.port}`;
    if (at === 0) result.push([`${name}_PORT`, url]);
    result.push([prefix, url], [`${prefix}_PROTO`, protocol.toLowerCase()], [`${prefix}_PORT`, String(port.port)], [`${prefix}_ADDR`, ip]);
  }
  return result;
}

const hasClusterIP = (service: Service): boolean => service.spec.clusterIP !== undefined && service.spec.clusterIP !== '' && service.spec.clusterIP !== 'None';

/** Where the API server is found from inside a pod when the `kubernetes` service does not say. */
export interface ApiServerAddress { readonly host: string; readonly port: number }

/**
 * Variables for the services of the pod's namespace, and always for the API server's `kubernetes` service in `default`.
 * @param links the pod's enableServiceLinks: false leaves only the API server's
 */
export function serviceEnvironment(services: readonly Service[], namespace: string, links: boolean, apiServer: ApiServerAddress | undefined): Map<string, string> {
  const result = new Map<string, string>();
  if (apiServer) {
    result.set('KUBERNETES_SERVICE_HOST', apiServer.host).set('KUBERNETES_SERVICE_PORT', String(apiServer.port));
    result.set('KUBERNETES_SERVICE_PORT_HTTPS', String(apiServer.port));
  }
  const master = services.filter((s) => s.metadata.namespace === 'default' && s.metadata.name === 'kubernetes' && hasClusterIP(s));
  const own = links ? services.filter((s) => s.metadata.namespace === namespace && hasClusterIP(s)) : [];
  for (const service of [...master, ...own]) for (const [name, value] of variablesOf(service)) result.set(name, value);
  return result;
}
