import { connect, constants, type ClientHttp2Session } from 'node:http2';
import { Reader, Writer } from 'protobufjs/minimal.js';
import { deferred } from '../deferred.js';
import { KUBERNETES_MAJOR, KUBERNETES_MINOR } from '@kubets/component/version';
import { failure, joinHostPort, success, type ProbeOutcome } from './outcome.js';

const SERVING_STATUS = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const;
const UNIMPLEMENTED = '12';

/** One length-prefixed message (gRPC over HTTP/2): `HealthCheckRequest {service = 1}`. */
function requestFrame(service: string): Buffer {
  const body = service ? Writer.create().uint32(10).string(service).finish() : new Uint8Array();
  const frame = Buffer.alloc(5 + body.length);
  frame.writeUInt32BE(body.length, 1);
  frame.set(body, 5);
  return frame;
}

/** `HealthCheckResponse {status = 1}`. */
function servingStatus(frame: Buffer): number {
  if (frame.length < 5) return 0;
  const reader = Reader.create(frame.subarray(5, 5 + frame.readUInt32BE(1)));
  let status = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 8) status = reader.int32();
    else reader.skipType(tag & 7);
  }
  return status;
}

interface Answer { body: Buffer; grpcStatus: string; grpcMessage: string }

const call = (session: ClientHttp2Session, service: string): Promise<Answer> => new Promise((resolve, reject) => {
  const stream = session.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST', [constants.HTTP2_HEADER_PATH]: '/grpc.health.v1.Health/Check',
    [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc', te: 'trailers', 'user-agent': `kube-probe/${KUBERNETES_MAJOR}.${KUBERNETES_MINOR}`,
  });
  const parts: Buffer[] = [];
  let grpcStatus = '';
  let grpcMessage = '';
  const note = (headers: Record<string, unknown>): void => {
    if (headers['grpc-status'] !== undefined) grpcStatus = String(headers['grpc-status']);
    if (headers['grpc-message'] !== undefined) grpcMessage = String(headers['grpc-message']);
  };
  stream.on('response', note);
  stream.on('trailers', note);
  stream.on('data', (chunk: Buffer) => parts.push(chunk));
  stream.on('error', reject);
  stream.on('end', () => resolve({ body: Buffer.concat(parts), grpcStatus, grpcMessage }));
  stream.end(requestFrame(service));
});

/** The standard gRPC health protocol (KEP-2727): healthy when the service answers `SERVING`. */
export async function grpcProbe(host: string, port: number, service: string, timeoutMs: number): Promise<ProbeOutcome> {
  const address = joinHostPort(host, port);
  const late = failure(`timeout: failed to connect service "${address}" within ${timeoutMs / 1000}s: context deadline exceeded`);
  const session = connect(`http://${address}`);
  const expired = deferred<never>();
  const timer = setTimeout(() => expired.reject(new Error('deadline')), timeoutMs);
  session.on('error', (error) => expired.reject(error));
  try {
    const answer = await Promise.race([call(session, service), expired.promise]);
    if (answer.grpcStatus === UNIMPLEMENTED) return failure(`error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ${answer.grpcMessage}`);
    if (answer.grpcStatus !== '0') return failure(`error: health rpc probe failed: ${answer.grpcMessage || `code ${answer.grpcStatus || 'unknown'}`}`);
    const status = servingStatus(answer.body);
    return status === 1 ? success('service healthy') : failure(`service unhealthy (responded with "${SERVING_STATUS[status] ?? status}")`);
  } catch {
    return late;
  } finally {
    clearTimeout(timer);
    session.destroy();
  }
}
