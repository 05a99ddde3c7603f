import type { GeneratedFile } from '../../factory/domain/artifact.ts';

/** Unit and integration tests in one project; the process's own tests start another process, in which nothing is mutated. */
export const mutationTestConfiguration: GeneratedFile = {
  path: 'vitest.mutation.config.ts',
  content: `import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    isolate: false,
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    exclude: ['test/unit/connectsoft/**', 'test/integration/process.test.ts'],
  },
});
`,
};

export const mutationConfiguration: GeneratedFile = {
  path: 'stryker.mutation.json',
  content: JSON.stringify({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.config.ts', related: false },
    mutate: ['src/domain/**/*.ts', 'src/application/**/*.ts'],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    inPlace: true,
    allowConsoleColors: false,
    reporters: ['json'],
    jsonReporter: { fileName: 'reports/mutation.json' },
    disableTypeChecks: false,
    timeoutMS: 10_000,
  }),
};
