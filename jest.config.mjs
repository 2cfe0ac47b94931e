// One configuration for all projects; `npx jest libs/storage` runs one of them.
/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testTimeout: 60_000,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, target: 'es2023' },
      module: { type: 'es6' }, sourceMaps: 'inline',
    }],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleNameMapper: {
    '^@kubets/cli/(.*)$': '<rootDir>/apps/kubets/src/$1.ts',
    '^@kubets/(apiserver|controller-manager|scheduler|kubelet|kube-proxy|dns|dashboard)/(.*)$': '<rootDir>/apps/$1/src/$2.ts',
    '^@kubets/([^/]+)/(.*)$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
