import { bool, field, int32, kind, list, map, message, quantity, rawExtension, string } from '../../schema/index.js';
import { ObjectMeta } from '../../meta/v1/object-meta.js';

/** A small workload kind with every way in which lists and maps merge. */
const Port = message('test.v1.Port', 'A port.', {
  port: field(1, int32, 'Number.', { required: true, presence: 'always' }),
  protocol: field(2, string, 'Protocol.', { default: 'TCP' }),
  name: field(3, string, 'Name.'),
});
const Env = message('test.v1.Env', 'A variable.', {
  name: field(1, string, 'Name.', { required: true, presence: 'always' }),
  value: field(2, string, 'Value.'),
});
const Container = message('test.v1.Container', 'A container.', {
  name: field(1, string, 'Name.', { required: true, presence: 'always' }),
  image: field(2, string, 'Image.'),
  args: field(3, list(string), 'Arguments.', { list: 'atomic' }),
  env: field(4, list(Env), 'Environment.', { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  ports: field(5, list(Port), 'Ports.', { list: 'map', keys: ['port', 'protocol'], patch: 'merge', mergeKey: 'port' }),
  limits: field(6, map(quantity), 'Limits.'),
});
const Strategy = message('test.v1.Strategy', 'How to roll out.', {
  type: field(1, string, 'Type.'),
  rolling: field(2, map(string), 'Parameters.'),
});
const Condition = message('test.v1.Condition', 'A condition.', {
  type: field(1, string, 'Type.', { required: true, presence: 'always' }),
  status: field(2, string, 'Status.', { required: true, presence: 'always' }),
  message: field(3, string, 'Message.'),
});
const Spec = message('test.v1.Spec', 'Wanted.', {
  replicas: field(1, int32, 'Number.', { presence: 'explicit' }),
  selector: field(2, map(string), 'Selector.', { map: 'atomic' }),
  strategy: field(3, Strategy, 'Strategy.', { presence: 'always', patch: 'retainKeys' }),
  containers: field(4, list(Container), 'Containers.', { required: true, list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  paused: field(5, bool, 'Paused.'),
  extra: field(6, rawExtension, 'Anything.'),
  budget: field(7, Strategy, 'Replaced.', { patch: 'replace' }),
});
const Status = message('test.v1.Status', 'Seen.', {
  ready: field(1, int32, 'Number.'),
  conditions: field(2, list(Condition), 'Conditions.', { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export const Workload = kind('test.v1.Workload', { group: 'apps', version: 'v1', kind: 'Workload' }, 'A workload.', {
  metadata: field(1, ObjectMeta, 'Metadata.', { presence: 'always' }),
  data: field(4, map(string), 'Data.'),
  spec: field(2, Spec, 'Wanted.', { presence: 'always' }),
  status: field(3, Status, 'Seen.', { presence: 'always' }),
});
