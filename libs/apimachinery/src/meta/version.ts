import { field, message, string, type TypeOf } from '../schema/index.js';

export const Info = message('version.Info', 'Build and version details of the server.', {
  major: field(null, string, 'Major number of the server version.', { required: true, presence: 'always' }),
  minor: field(null, string, 'Minor number of the server version.', { required: true, presence: 'always' }),
  emulationMajor: field(null, string, 'Major number of the version whose behaviour is emulated.'),
  emulationMinor: field(null, string, 'Minor number of the version whose behaviour is emulated.'),
  minCompatibilityMajor: field(null, string, 'Major number of the oldest version with which the server stays compatible.'),
  minCompatibilityMinor: field(null, string, 'Minor number of the oldest version with which the server stays compatible.'),
  gitVersion: field(null, string, 'Full semantic version with a leading v, such as v1.36.0.', { required: true, presence: 'always' }),
  gitCommit: field(null, string, 'Source commit from which the binary was built.', { required: true, presence: 'always' }),
  gitTreeState: field(null, string, 'Whether the source tree had local changes: clean or dirty.', { required: true, presence: 'always' }),
  buildDate: field(null, string, 'Time at which the binary was built, in UTC.', { required: true, presence: 'always' }),
  goVersion: field(null, string, 'Version of the language runtime that the build reports.', { required: true, presence: 'always' }),
  compiler: field(null, string, 'Name of the toolchain that produced the binary.', { required: true, presence: 'always' }),
  platform: field(null, string, 'Operating system and architecture of the binary, such as linux/amd64.', { required: true, presence: 'always' }),
});
export interface Info extends TypeOf<typeof Info> {}
