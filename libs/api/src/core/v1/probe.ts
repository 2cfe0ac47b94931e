import { field, int32, int64, intOrString, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';

export const ExecAction = message('core.v1.ExecAction', 'Runs a command inside the container.', {
  command: field(1, list(string), 'Program and its arguments, run from / without a shell; exit code 0 means success.', { list: 'atomic' }),
});
export interface ExecAction extends TypeOf<typeof ExecAction> {}

export const GRPCAction = message('core.v1.GRPCAction', 'Checks a container through the gRPC health protocol.', {
  port: field(1, int32, 'Port of the gRPC server, from 1 to 65535.', { required: true, presence: 'always' }),
  service: field(2, string,
    'Service to ask about in the health request; empty asks about the server overall.',
    { presence: 'explicit', default: '' }),
});
export interface GRPCAction extends TypeOf<typeof GRPCAction> {}

export const HTTPHeader = message('core.v1.HTTPHeader', 'One extra header of an HTTP probe or hook.', {
  name: field(1, string, 'Name of the header, put into canonical form when sent.', { required: true, presence: 'always' }),
  value: field(2, string, 'Value of the header field.', { required: true, presence: 'always' }),
});
export interface HTTPHeader extends TypeOf<typeof HTTPHeader> {}

export const HTTPGetAction = message('core.v1.HTTPGetAction', 'Sends an HTTP GET request; status codes 200 to 399 mean success.', {
  path: field(1, string, 'URL path to request; / when unset.'),
  port: field(2, intOrString, 'Port to connect to: a number from 1 to 65535 or a container port\'s name.', { required: true }),
  host: field(3, string, 'Host to connect to; the pod\'s IP when unset, as a Host header is usually better.'),
  scheme: field(4, string, 'Whether to use plain HTTP or HTTPS; HTTP when unset.', { enum: ['HTTP', 'HTTPS'] }),
  httpHeaders: field(5, list(HTTPHeader), 'Extra request headers; the same name may occur repeatedly.', { list: 'atomic' }),
});
export interface HTTPGetAction extends TypeOf<typeof HTTPGetAction> {}

export const TCPSocketAction = message('core.v1.TCPSocketAction', 'Opens a TCP connection as a check or hook.', {
  port: field(1, intOrString, 'Port to connect to, by number or container port name.', { required: true }),
  host: field(2, string, 'Host to connect to; the pod\'s own address when unset.'),
});
export interface TCPSocketAction extends TypeOf<typeof TCPSocketAction> {}

export const SleepAction = message('core.v1.SleepAction', 'A lifecycle action that merely waits.', {
  seconds: field(1, int64, 'How many seconds the container\'s hook pauses.', { required: true, presence: 'always' }),
});
export interface SleepAction extends TypeOf<typeof SleepAction> {}

export const LifecycleHandler = message('core.v1.LifecycleHandler', 'Action of a lifecycle hook; exactly one member is set, tcpSocket not counting.', {
  exec: field(1, ExecAction, 'Command to run inside the container.'),
  httpGet: field(2, HTTPGetAction, 'HTTP GET request to send.'),
  tcpSocket: field(3, TCPSocketAction, 'Unsupported as a hook; accepted for compatibility only and fails when run.'),
  sleep: field(4, SleepAction, 'Pause for a set number of seconds.'),
});
export interface LifecycleHandler extends TypeOf<typeof LifecycleHandler> {}

export const Lifecycle = message('core.v1.Lifecycle', 'Hooks and settings around a container\'s start and stop.', {
  postStart: field(1, LifecycleHandler, 'Runs right after the container is created; a failure gets the container killed.'),
  preStop: field(2, LifecycleHandler, 'Runs before a requested stop, within the grace period; skipped when the container exits by itself.'),
  stopSignal: field(3, string,
    'Signal that stops the container; needs the pod\'s spec.os.name, and the runtime\'s default applies when unset.',
    { presence: 'explicit', enum: ['SIGABRT', 'SIGALRM', 'SIGBUS', 'SIGCHLD', 'SIGCLD', 'SIGCONT', 'SIGFPE', 'SIGHUP', 'SIGILL', 'SIGINT', 'SIGIO', 'SIGIOT', 'SIGKILL', 'SIGPIPE', 'SIGPOLL', 'SIGPROF', 'SIGPWR', 'SIGQUIT', 'SIGSEGV', 'SIGSTKFLT', 'SIGSTOP', 'SIGSYS', 'SIGTERM', 'SIGTRAP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGUSR1', 'SIGUSR2', 'SIGVTALRM', 'SIGWINCH', 'SIGXCPU', 'SIGXFSZ', 'SIGRTMIN', 'SIGRTMIN+1', 'SIGRTMIN+2', 'SIGRTMIN+3', 'SIGRTMIN+4', 'SIGRTMIN+5', 'SIGRTMIN+6', 'SIGRTMIN+7', 'SIGRTMIN+8', 'SIGRTMIN+9', 'SIGRTMIN+10', 'SIGRTMIN+11', 'SIGRTMIN+12', 'SIGRTMIN+13', 'SIGRTMIN+14', 'SIGRTMIN+15', 'SIGRTMAX-14', 'SIGRTMAX-13', 'SIGRTMAX-12', 'SIGRTMAX-11', 'SIGRTMAX-10', 'SIGRTMAX-9', 'SIGRTMAX-8', 'SIGRTMAX-7', 'SIGRTMAX-6', 'SIGRTMAX-5', 'SIGRTMAX-4', 'SIGRTMAX-3', 'SIGRTMAX-2', 'SIGRTMAX-1', 'SIGRTMAX'] }),
});
export interface Lifecycle extends TypeOf<typeof Lifecycle> {}

export const Probe = message('core.v1.Probe', 'A periodic health check carried out on a container.', {
  exec: field('1/1', ExecAction, 'Checks by running a command in the container; exit code 0 means healthy.'),
  httpGet: field('1/2', HTTPGetAction, 'Checks by an HTTP GET request; codes 200 to 399 mean healthy.'),
  tcpSocket: field('1/3', TCPSocketAction, 'Checks by opening a TCP connection to a port.'),
  grpc: field('1/4', GRPCAction, 'Checks by calling the standard gRPC health service.'),
  initialDelaySeconds: field(2, int32, 'Seconds to wait after the container starts before the first check; 0 when unset.'),
  timeoutSeconds: field(3, int32, 'Seconds after which an unanswered check fails; 1 when unset, at least 1.'),
  periodSeconds: field(4, int32, 'Seconds between two checks; 10 when unset, at least 1.'),
  successThreshold: field(5, int32, 'Consecutive successes needed to recover; 1 when unset, required for liveness and startup.'),
  failureThreshold: field(6, int32, 'Consecutive failures that make the probe fail; 3 when unset, at least 1.'),
  terminationGracePeriodSeconds: field(7, int64,
    'Seconds to stop gracefully after a failed probe; the pod\'s value when unset.',
    { presence: 'explicit' }),
});
export interface Probe extends TypeOf<typeof Probe> {}
