import { bool, field, int32, int64, kind, list, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';

export const PodLogOptions = kind('core.v1.PodLogOptions', { group: '', version: 'v1', kind: 'PodLogOptions' }, 'Query parameters for reading the log of a pod\'s container.', {
  container: field(1, string, 'Container whose log is read; optional when the pod has only one.'),
  follow: field(2, bool, 'True keeps the response open and streams new lines; false when unset.'),
  previous: field(3, bool, 'True returns the log of the container\'s earlier, ended instance; false when unset.'),
  sinceSeconds: field(4, int64, 'Only lines from this many most recent seconds; excludes sinceTime.', { presence: 'explicit' }),
  sinceTime: field(5, time, 'Only lines from this moment onwards; excludes sinceSeconds.'),
  timestamps: field(6, bool, 'True puts an RFC 3339 timestamp before every line; false when unset.'),
  tailLines: field(7, int64, 'Number of lines to return from the end of the log; all when unset.', { presence: 'explicit' }),
  limitBytes: field(8, int64, 'Ends the output after this many bytes; unlimited when unset.', { presence: 'explicit' }),
  insecureSkipTLSVerifyBackend: field(9, bool, 'True skips checking the kubelet\'s certificate, leaving the log open to tampering.'),
  stream: field(10, string, 'Output to return: All, Stdout or Stderr; All when unset.', { presence: 'explicit' }),
});
export interface PodLogOptions extends TypeOf<typeof PodLogOptions> {}

export const PodExecOptions = kind('core.v1.PodExecOptions', { group: '', version: 'v1', kind: 'PodExecOptions' }, 'Query parameters for running a command in a pod\'s container.', {
  stdin: field(1, bool, 'True passes the caller\'s input to the command; false when unset.'),
  stdout: field(2, bool, 'True returns the standard output of the command.'),
  stderr: field(3, bool, 'True returns the error output of the command.'),
  tty: field(4, bool, 'True allocates a terminal for the command; false when unset.'),
  container: field(5, string, 'Container to run the command in; optional when the pod has only one.'),
  command: field(6, list(string), 'Program and arguments to run, without a shell around them.', { required: true }),
});
export interface PodExecOptions extends TypeOf<typeof PodExecOptions> {}

export const PodAttachOptions = kind('core.v1.PodAttachOptions', { group: '', version: 'v1', kind: 'PodAttachOptions' }, 'Query parameters for attaching to a pod\'s running container.', {
  stdin: field(1, bool, 'True passes the caller\'s input to the container; false when unset.'),
  stdout: field(2, bool, 'True returns the container\'s standard output; true when unset.'),
  stderr: field(3, bool, 'True returns the container\'s error output; true when unset.'),
  tty: field(4, bool, 'True attaches through a terminal, which the container must have; false when unset.'),
  container: field(5, string, 'Container to attach to; optional when the pod has only one.'),
});
export interface PodAttachOptions extends TypeOf<typeof PodAttachOptions> {}

export const PodPortForwardOptions = kind('core.v1.PodPortForwardOptions', { group: '', version: 'v1', kind: 'PodPortForwardOptions' }, 'Query parameters for forwarding connections to a pod\'s ports.', {
  ports: field(1, list(int32), 'Pod ports to forward; required when the connection uses WebSockets.'),
});
export interface PodPortForwardOptions extends TypeOf<typeof PodPortForwardOptions> {}

export const PodProxyOptions = kind('core.v1.PodProxyOptions', { group: '', version: 'v1', kind: 'PodProxyOptions' }, 'Query parameters for proxying requests to a pod.', {
  path: field(1, string, 'URL path used for the request to the pod.'),
});
export interface PodProxyOptions extends TypeOf<typeof PodProxyOptions> {}

export const NodeProxyOptions = kind('core.v1.NodeProxyOptions', { group: '', version: 'v1', kind: 'NodeProxyOptions' }, 'Query parameters for proxying requests to a node\'s kubelet.', {
  path: field(1, string, 'URL path used for the request to the node.'),
});
export interface NodeProxyOptions extends TypeOf<typeof NodeProxyOptions> {}

export const ServiceProxyOptions = kind('core.v1.ServiceProxyOptions', { group: '', version: 'v1', kind: 'ServiceProxyOptions' }, 'Query parameters for proxying requests to a service.', {
  path: field(1, string, 'URL path, with any query suffix, used for the request to the service.'),
});
export interface ServiceProxyOptions extends TypeOf<typeof ServiceProxyOptions> {}
