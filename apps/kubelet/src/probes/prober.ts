import type { Container } from '@kubets/api/core/v1/container';
import type { HTTPGetAction, Probe } from '@kubets/api/core/v1/probe';
import { ExecTimeoutError, type ContainerRuntime } from '@kubets/container-runtime/runtime';
import { grpcProbe } from './grpc.js';
import { httpProbe, type HttpCheck } from './http.js';
import { failure, shorten, success, type ProbeOutcome } from './outcome.js';
import { tcpProbe } from './tcp.js';

/** The checks that go over the network; replaced on simulated nodes, whose pods answer nobody. */
export interface NetworkChecks {
  http(check: HttpCheck): Promise<ProbeOutcome>;
  tcp(host: string, port: number, timeoutMs: number): Promise<ProbeOutcome>;
  grpc(host: string, port: number, service: string, timeoutMs: number): Promise<ProbeOutcome>;
}
export const networkChecks: NetworkChecks = { http: httpProbe, tcp: tcpProbe, grpc: grpcProbe };
const alwaysHealthy = (): Promise<ProbeOutcome> => Promise.resolve(success());
export const simulatedChecks: NetworkChecks = { http: alwaysHealthy, tcp: alwaysHealthy, grpc: alwaysHealthy };

/** A port by number or by the name of one of the container's ports. Throws when there is none of that name. */
export function resolvePort(port: number | string, container: Container): number {
  const asNumber = Number(port);
  const found = Number.isInteger(asNumber) && asNumber > 0 ? asNumber : container.ports?.find((p) => p.name === port)?.containerPort;
  if (found === undefined || found < 1 || found > 65_535) throw new Error(`couldn't find port: ${JSON.stringify(port)} in container "${container.name}"`);
  return found;
}

export const httpCheckOf = (action: HTTPGetAction, container: Container, podIP: string, timeoutMs: number): HttpCheck => ({
  scheme: action.scheme === 'HTTPS' ? 'https' : 'http', host: action.host || podIP, port: resolvePort(action.port, container),
  path: action.path ?? '/', headers: action.httpHeaders ?? [], timeoutMs,
});

export class Prober {
  constructor(private readonly runtime: ContainerRuntime, private readonly network: NetworkChecks) {}

  /** Makes one check. Never throws. */
  async check(probe: Probe, container: Container, containerId: string, podIP: string): Promise<ProbeOutcome> {
    const timeoutSeconds = probe.timeoutSeconds || 1;
    const timeoutMs = timeoutSeconds * 1000;
    try {
      if (probe.exec) return await this.exec(containerId, probe.exec.command ?? [], timeoutSeconds);
      if (probe.httpGet) return await this.network.http(httpCheckOf(probe.httpGet, container, podIP, timeoutMs));
      if (probe.tcpSocket) return await this.network.tcp(probe.tcpSocket.host || podIP, resolvePort(probe.tcpSocket.port, container), timeoutMs);
      if (probe.grpc) return await this.network.grpc(podIP, probe.grpc.port, probe.grpc.service ?? '', timeoutMs);
      return { result: 'unknown', message: `missing probe handler for container "${container.name}"` };
    } catch (error) {
      return { result: 'unknown', message: error instanceof Error ? error.message : String(error) };
    }
  }

  private async exec(containerId: string, command: readonly string[], timeoutSeconds: number): Promise<ProbeOutcome> {
    try {
      const { exitCode, output } = await this.runtime.execSync(containerId, command, timeoutSeconds);
      const text = shorten(output.toString('utf8'));
      return exitCode === 0 ? success(text) : failure(text);
    } catch (error) {
      if (error instanceof ExecTimeoutError) return failure(`command timed out: ${JSON.stringify(command.join(' '))} timed out after ${timeoutSeconds}s`);
      throw error;
    }
  }
}
