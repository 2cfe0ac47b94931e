/** What `/version` says: the Kubernetes release whose API this is, and the runtime that it runs on. */
export const VERSION = {
  major: '1', minor: '36', emulationMajor: '1', emulationMinor: '36', minCompatibilityMajor: '1', minCompatibilityMinor: '35',
  gitVersion: 'v1.36.0+kubets.0.1.0', gitCommit: '', gitTreeState: 'clean', buildDate: '2026-11-01T00:00:00Z', goVersion: `node${process.versions.node}`,
  compiler: 'swc', platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
} as const;
