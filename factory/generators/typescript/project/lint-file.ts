import type { GeneratedFile } from '../../../domain/artifact.ts';

const restricted = (files: readonly string[], patterns: readonly { regex: string; message: string }[]) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

/** Building blocks that know about stores, brokers or HTTP. */
const outerLibraries =
  '^#connectsoft/(accepted-format|cloud-event|cosmos-|csv|cursor|document-collection|download|environment|etag|http-|' +
  'journal-|logger|mutable-collection|ndjson|openapi-|operation|outbox|problem|request-|schema-|service-bus-|sqlite-)';

const lint = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    complexity: ['error', { max: 10 }],
    'import/no-cycle': 'error',
    'no-console': 'error',
    'no-restricted-globals': [
      'error',
      { name: 'process', message: 'The environment is read once, in src/main.ts.' },
    ],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
  },
  ignorePatterns: ['node_modules', 'coverage', 'reports'],
  overrides: [
    restricted(
      ['src/domain/**/*.ts'],
      [
        {
          regex: '(^|/)(application|infrastructure|api)/|/(service|main)\\.ts$',
          message: 'The domain knows no other layer.',
        },
        { regex: outerLibraries, message: 'The domain knows no store, no broker and no HTTP.' },
        { regex: '^(node:|@|[a-z])', message: 'The domain does no I/O and needs no package.' },
      ],
    ),
    restricted(
      ['src/application/**/*.ts'],
      [
        {
          regex: '(^|/)(infrastructure|api)/|/(service|main)\\.ts$',
          message: 'The application knows the domain only.',
        },
        { regex: outerLibraries, message: 'The application reaches stores and brokers through ports.' },
        { regex: '^(node:|@|[a-z])', message: 'The application does no I/O and needs no package.' },
      ],
    ),
    restricted(
      ['src/infrastructure/**/*.ts'],
      [
        {
          regex: '(^|/)api/|/(service|main)\\.ts$',
          message: 'The infrastructure implements ports of the inner layers.',
        },
      ],
    ),
    restricted(
      ['src/api/**/*.ts'],
      [
        {
          regex: '(^|/)infrastructure/|/(service|main)\\.ts$',
          message: 'The API calls use cases; src/service.ts gives it what they need.',
        },
      ],
    ),
    restricted(
      ['libs/**/*.ts'],
      [{ regex: '(^|/)(src|test)/', message: 'Building blocks know nothing of the service.' }],
    ),
    restricted(
      ['test/acceptance/**/*.ts'],
      [{ regex: '(^|/)(src|libs)/|^#', message: 'Acceptance tests know the published contract only.' }],
    ),
    { files: ['src/main.ts', 'vitest.config.ts', 'test/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
    { files: ['test/**/*.ts'], rules: { 'typescript/no-non-null-assertion': 'off' } },
  ],
};

/** `.oxlintrc.json`: correctness, complexity, and the rule that dependencies point inwards. */
export const lintFile: GeneratedFile = { path: '.oxlintrc.json', content: JSON.stringify(lint, null, 2) };
