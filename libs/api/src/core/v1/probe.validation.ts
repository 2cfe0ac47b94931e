import { type FieldError, child, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { portName } from '@kubets/apimachinery/validation/identifiers';
import { each, nonNegative, oneOf, portNumber, requiredText } from '../../validation/fields.js';
import type { Container } from './container.js';
import type { HTTPGetAction, LifecycleHandler, Probe } from './probe.js';

const SIGNALS = /^SIG(ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR[12]|VTALRM|WINCH|XCPU|XFSZ|RTMIN(\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?)$/;
const HEADER_NAME = /^[-A-Za-z0-9]+$/;

/** A port by number, or by the name of a container port. */
export function portOrName(port: number | string | undefined, path: string): FieldError[] {
  if (typeof port === 'string') return requiredText(path, port, portName);
  return portNumber(path, port);
}

function validateHttpGet(action: Draft<HTTPGetAction>, path: string): FieldError[] {
  return [
    ...requiredText(child(path, 'path'), action.path),
    ...portOrName(action.port, child(path, 'port')),
    ...oneOf(child(path, 'scheme'), action.scheme, ['HTTP', 'HTTPS']),
    ...each(action.httpHeaders, child(path, 'httpHeaders'), ({ name = '' }, at) => (HEADER_NAME.test(name) ? [] : [
      invalid(child(at, 'name'), name, `a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')`),
    ])),
  ];
}

type Handler = Draft<LifecycleHandler> & Pick<Draft<Probe>, 'grpc'>;

/** Exactly one action, and a sound one. */
function validateHandler(handler: Handler, path: string, gracePeriod?: number): FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const given = Object.entries({ exec, httpGet, tcpSocket, grpc, sleep }).filter(([, action]) => action !== undefined);
  const [first] = given;
  if (!first) return [required(path, 'must specify a handler type')];
  const errors = given.slice(1).map(([name]) => forbidden(child(path, name), 'may not specify more than 1 handler type'));
  const at = child(path, first[0]);
  switch (first[0]) {
    case 'exec': return [...errors, ...(exec?.command?.length ? [] : [required(child(at, 'command'))])];
    case 'httpGet': return [...errors, ...validateHttpGet(httpGet ?? {}, at)];
    case 'tcpSocket': return [...errors, ...portOrName(tcpSocket?.port, child(at, 'port'))];
    case 'grpc': return [...errors, ...portNumber(child(at, 'port'), grpc?.port)];
    default: return [...errors, ...validateSleep(sleep?.seconds ?? 0, at, gracePeriod)];
  }
}

function validateSleep(seconds: number, path: string, gracePeriod = 0): FieldError[] {
  return seconds >= 0 && seconds <= gracePeriod ? [] : [invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`)];
}

function validateProbe(probe: Draft<Probe>, path: string): FieldError[] {
  const numbers = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const;
  const { exec, httpGet, tcpSocket, grpc, terminationGracePeriodSeconds: grace } = probe;
  return [
    ...validateHandler({ exec, httpGet, tcpSocket, grpc }, path),
    ...numbers.flatMap((name) => nonNegative(child(path, name), probe[name])),
    ...(grace !== undefined && grace <= 0 ? [invalid(child(path, 'terminationGracePeriodSeconds'), grace, 'must be greater than 0')] : []),
  ];
}

/** Liveness and startup are facts after one success; only readiness may ask for more, and none of it restarts the container. */
export function validateProbes(container: Draft<Container>, path: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = container[name];
    if (!probe) continue;
    const at = child(path, name);
    errors.push(...validateProbe(probe, at));
    if (name === 'readinessProbe') {
      if (probe.terminationGracePeriodSeconds !== undefined) {
        errors.push(invalid(child(at, 'terminationGracePeriodSeconds'), probe.terminationGracePeriodSeconds, 'must not be set for readinessProbes'));
      }
    } else if (probe.successThreshold !== undefined && probe.successThreshold !== 1) {
      errors.push(invalid(child(at, 'successThreshold'), probe.successThreshold, 'must be 1'));
    }
  }
  return errors;
}

/**
 * @param gracePeriod seconds that the pod has to end, which a sleeping hook must not exceed
 * @param os operating system of the pod; a stop signal means something only if it is known
 */
export function validateLifecycle({ lifecycle }: Draft<Container>, path: string, gracePeriod?: number, os?: string): FieldError[] {
  if (!lifecycle) return [];
  const at = child(path, 'lifecycle');
  const errors: FieldError[] = [];
  for (const name of ['postStart', 'preStop'] as const) {
    const hook = lifecycle[name];
    if (hook) errors.push(...validateHandler(hook, child(at, name), gracePeriod));
  }
  const signal = lifecycle.stopSignal;
  if (signal === undefined) return errors;
  const place = child(at, 'stopSignal');
  if (!os) errors.push(forbidden(place, 'may not be set for containers with empty `spec.os.name`'));
  else if (!SIGNALS.test(signal)) errors.push(invalid(place, signal, 'must be the name of a signal, such as SIGTERM'));
  else if (os === 'windows' && signal !== 'SIGKILL' && signal !== 'SIGTERM') errors.push(invalid(place, signal, 'must be SIGKILL or SIGTERM for Windows pods'));
  return errors;
}
