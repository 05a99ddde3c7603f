import type { GeneratedFile } from '../../../domain/artifact.ts';
import { generatedStyle } from '../../format-files.ts';
import { lintFile } from './lint-file.ts';

const json = (path: string, value: object): GeneratedFile => ({
  path,
  content: JSON.stringify(value, null, 2),
});

const lines = (path: string, ...content: readonly string[]): GeneratedFile => ({
  path,
  content: `${content.join('\n')}\n`,
});

const compiler = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'esnext.array', 'esnext.iterator'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: ['node'],
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  },
  include: ['src', 'test', 'vitest.config.ts'],
};

const testConfiguration = `import { defineConfig } from 'vitest/config';

const isPipeline = process.env['CI'] === 'true';

export default defineConfig({
  test: {
    // Tests share nothing that they change, so they need no isolation, which costs most of the time.
    isolate: false,
    pool: 'threads',
    // Each worker loads the service again; half of the cores keep pace with all of them.
    maxWorkers: '50%',
    testTimeout: 20_000,
    include: ['test/**/*.test.ts'],
    reporters: isPipeline ? ['default', 'junit'] : ['default'],
    outputFile: { junit: 'reports/junit.xml' },
    coverage: {
      enabled: isPipeline,
      provider: 'v8',
      include: ['src/**/*.ts'],
      // Processes of their own, in which nothing counts lines.
      exclude: ['src/main.ts', 'src/token.ts'],
      reporter: isPipeline ? ['text-summary', 'cobertura', 'json-summary'] : ['text'],
      reportsDirectory: 'reports/coverage',
      thresholds: { lines: 80 },
    },
  },
});
`;

/** Configuration of the compiler, linter, formatter, test runner, editor, git and npm: the same for every service. */
export const toolFiles: readonly GeneratedFile[] = [
  json('tsconfig.json', compiler),
  lintFile,
  { path: 'vitest.config.ts', content: testConfiguration },
  json('.oxfmtrc.json', {
    ...generatedStyle,
    sortPackageJson: false,
    ignorePatterns: ['reports', '.data', 'package-lock.json'],
  }),
  lines(
    '.editorconfig',
    'root = true',
    '',
    '[*]',
    'charset = utf-8',
    'end_of_line = lf',
    'indent_style = space',
    'indent_size = 2',
    'insert_final_newline = true',
    'max_line_length = 110',
    'trim_trailing_whitespace = true',
    '',
    '[*.md]',
    'trim_trailing_whitespace = false',
  ),
  lines('.gitignore', 'node_modules/', 'reports/', '.data/', '.env'),
  lines('.npmrc', 'ignore-scripts=true', 'omit-lockfile-registry-resolved=true', 'save-exact=true'),
];
