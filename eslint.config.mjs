import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import whom: arrows go down only. An app imports no other app; only the distribution does. */
const LAYERS = {
  machinery: ['machinery'],
  definitions: ['machinery', 'definitions'],
  engine: ['machinery', 'definitions', 'engine'],
  client: ['machinery', 'definitions', 'client'],
  component: ['machinery', 'definitions', 'client', 'component'],
  app: ['machinery', 'definitions', 'engine', 'client', 'component'],
  distribution: ['machinery', 'definitions', 'engine', 'client', 'component', 'app'],
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/testdata/**', '.nx/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', {
        allow: [], enforceBuildableLibDependency: false, banTransitiveDependencies: false,
        depConstraints: Object.entries(LAYERS).map(([layer, below]) => ({ sourceTag: `layer:${layer}`, onlyDependOnLibsWithTags: below.map((l) => `layer:${l}`) })),
      }],
      '@typescript-eslint/no-empty-object-type': 'off', // `interface Pod extends TypeOf<typeof Pod> {}` names an inferred type
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-control-regex': 'off',
      '@typescript-eslint/triple-slash-reference': ['error', { path: 'always', types: 'prefer-import', lib: 'always' }],
    },
  },
  {
    // The distribution puts the apps together, and end-to-end tests and benchmarks start them; nobody else may import an app.
    files: ['apps/kubets/**/*.ts', 'test/**/*.ts', '**/bench/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/triple-slash-reference': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', URL: 'readonly', Buffer: 'readonly' } },
  },
);
