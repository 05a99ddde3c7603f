import type { GeneratedFile } from '../../../domain/artifact.ts';

const restricted = (files: readonly string[], patterns: readonly { regex: string; message: string }[]) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

/** Packages that know about stores, brokers, HTTP or logs; the application may speak of messages. */
const outerPackages = '^@connectsoft/(grpc|http|messaging|observability|persistence|testing)/';
const outermostPackages = '^@connectsoft/(grpc|http|observability|persistence|testing)/';

/** Modules of Node and packages of others; oxlint's patterns cannot except a name. */
const foreign = '^(node:|[a-z]|@(azure|cucumber|fastify|grpc|types|vitest)/)';

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
      { name: 'process', message: 'The environment is read once, where a process starts.' },
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
        { regex: outerPackages, message: 'The domain knows no store, no broker and no HTTP.' },
        { regex: foreign, message: 'The domain does no I/O and needs no package.' },
      ],
    ),
    restricted(
      ['src/application/**/*.ts'],
      [
        {
          regex: '(^|/)(infrastructure|api)/|/(service|main)\\.ts$',
          message: 'The application knows the domain only.',
        },
        { regex: outermostPackages, message: 'The application reaches stores and brokers through ports.' },
        { regex: foreign, message: 'The application does no I/O and needs no package.' },
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
      ['test/acceptance/**/*.ts'],
      [{ regex: '(^|/)src/|^@connectsoft/', message: 'Acceptance tests know the published contract only.' }],
    ),
    {
      files: ['src/main.ts', 'src/token.ts', 'vitest.config.ts', 'test/**/*.ts'],
      rules: { 'no-restricted-globals': 'off' },
    },
    { files: ['test/**/*.ts'], rules: { 'typescript/no-non-null-assertion': 'off' } },
  ],
};

/** `.oxlintrc.json`: correctness, complexity, and the rule that dependencies point inwards. */
export const lintFile: GeneratedFile = { path: '.oxlintrc.json', content: JSON.stringify(lint, null, 2) };
