import { bool, field, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';

export const ConfigMapEnvSource = message('core.v1.ConfigMapEnvSource', 'Turns every entry of a config map into environment variables.', {
  name: field('1/1', string, 'Name of the config map, in the pod\'s namespace.'),
  optional: field(2, bool, 'Lets the container start even when the config map does not exist.', { presence: 'explicit' }),
});
export interface ConfigMapEnvSource extends TypeOf<typeof ConfigMapEnvSource> {}

export const ConfigMapKeySelector = message('core.v1.ConfigMapKeySelector', 'Points at a single entry of a config map.', {
  name: field('1/1', string, 'Name of the config map, in the pod\'s namespace.'),
  key: field(2, string, 'Key of the entry to read.', { required: true, presence: 'always' }),
  optional: field(3, bool, 'Lets the container start even when the config map or the key is missing.', { presence: 'explicit' }),
}, { atomic: true });
export interface ConfigMapKeySelector extends TypeOf<typeof ConfigMapKeySelector> {}

export const SecretEnvSource = message('core.v1.SecretEnvSource', 'Turns all entries of a secret into environment variables.', {
  name: field('1/1', string, 'Name of the secret, found in the pod\'s namespace.'),
  optional: field(2, bool, 'True lets the container start even when the secret is missing.', { presence: 'explicit' }),
});
export interface SecretEnvSource extends TypeOf<typeof SecretEnvSource> {}

export const EnvFromSource = message('core.v1.EnvFromSource', 'Bulk source of environment variables; exactly one reference should be given.', {
  prefix: field(1, string, 'Text put in front of each key to form the variable name.'),
  configMapRef: field(2, ConfigMapEnvSource, 'Config map whose entries become variables.'),
  secretRef: field(3, SecretEnvSource, 'Secret whose entries become variables.'),
});
export interface EnvFromSource extends TypeOf<typeof EnvFromSource> {}

export const ObjectFieldSelector = message('core.v1.ObjectFieldSelector', 'Points at a field of the enclosing pod, for use by the downward API.', {
  apiVersion: field(1, string, 'API version against which fieldPath is interpreted; v1 when unset.'),
  fieldPath: field(2, string, 'Path of the field to read, such as metadata.name or status.podIP.', { required: true, presence: 'always' }),
}, { atomic: true });
export interface ObjectFieldSelector extends TypeOf<typeof ObjectFieldSelector> {}

export const ResourceFieldSelector = message('core.v1.ResourceFieldSelector', 'Points at a container resource value, for use by the downward API.', {
  containerName: field(1, string, 'Container whose value is read; required in volumes, optional in environment variables.'),
  resource: field(2, string, 'Resource to read, such as limits.cpu or requests.memory.', { required: true, presence: 'always' }),
  divisor: field(3, quantity, 'Unit by which the value is divided before output; 1 when unset.', { presence: 'always' }),
}, { atomic: true });
export interface ResourceFieldSelector extends TypeOf<typeof ResourceFieldSelector> {}

export const SecretKeySelector = message('core.v1.SecretKeySelector', 'Picks a single entry of a secret.', {
  name: field('1/1', string, 'Name of the secret, found in the pod\'s namespace.'),
  key: field(2, string, 'Which entry of the secret to use.', { required: true, presence: 'always' }),
  optional: field(3, bool, 'True tolerates a missing secret or entry.', { presence: 'explicit' }),
}, { atomic: true });
export interface SecretKeySelector extends TypeOf<typeof SecretKeySelector> {}

export const FileKeySelector = message('core.v1.FileKeySelector', 'Points at one variable in an env file on a pod volume.', {
  volumeName: field(1, string, 'Name of the pod volume, an emptyDir, that holds the file.', { required: true, presence: 'always' }),
  path: field(2, string, 'Path of the file inside the volume; must be relative and without \'..\'.', { required: true, presence: 'always' }),
  key: field(3, string, 'Variable name to look up in the file; at most 128 characters.', { required: true, presence: 'always' }),
  optional: field(4, bool,
    'Leaves the variable unset when the file or key is missing; false makes that an error.',
    { presence: 'explicit', default: false }),
}, { atomic: true });
export interface FileKeySelector extends TypeOf<typeof FileKeySelector> {}

export const EnvVarSource = message('core.v1.EnvVarSource', 'Where an environment variable\'s value comes from; exactly one member is set.', {
  fieldRef: field(1, ObjectFieldSelector, 'Pod field to use, such as its name, labels, node name or IP addresses.'),
  resourceFieldRef: field(2, ResourceFieldSelector, 'Container request or limit for cpu, memory or ephemeral storage to use.'),
  configMapKeyRef: field(3, ConfigMapKeySelector, 'Entry of a config map to use.'),
  secretKeyRef: field(4, SecretKeySelector, 'Entry of a secret to use.'),
  fileKeyRef: field(5, FileKeySelector, 'Variable to use from an env file in one of the pod\'s volumes.'),
});
export interface EnvVarSource extends TypeOf<typeof EnvVarSource> {}

export const EnvVar = message('core.v1.EnvVar', 'One environment variable of a container.', {
  name: field(1, string, 'Name of the variable; printable ASCII characters except \'=\'.', { required: true, presence: 'always' }),
  value: field(2, string, 'Literal value; $(VAR) references are expanded and $$ escapes them; empty when unset.'),
  valueFrom: field(3, EnvVarSource, 'Place to take the value from; not allowed along with a non-empty value.'),
});
export interface EnvVar extends TypeOf<typeof EnvVar> {}
