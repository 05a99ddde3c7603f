import type { GeneratedFile } from '../domain/artifact.ts';
import { CANARY, reporter, runnerConfiguration } from './test-runner.ts';

/** Folder inside a sandboxed tree for our configuration and the tools' reports. A tree that brings one is refused. */
export const VERIFICATION_FOLDER = '.verification';

/** Takes the place of the ignore files that a tree brings. */
export const FORMAT_IGNORE = `${VERIFICATION_FOLDER}/format-ignore`;

export const TEST_REPORT = `${VERIFICATION_FOLDER}/tests.json`;
export const RUNNER_CONFIGURATION = `${VERIFICATION_FOLDER}/vitest.config.mjs`;
const REPORTER = `${VERIFICATION_FOLDER}/reporter.mjs`;
const CANARY_FILE = `${VERIFICATION_FOLDER}/canary.test.mjs`;

/** The folders that hold a service's code; every TypeScript file in them is compiled, linted and measured. */
export const CODE_FOLDERS = ['src', 'libs', 'test'] as const;

export const TEST_KINDS = ['unit', 'integration', 'acceptance'] as const;
export type TestKind = (typeof TEST_KINDS)[number];

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
    noUnusedLocals: true,
    noUnusedParameters: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    skipLibCheck: true,
  },
  include: CODE_FOLDERS.map((folder) => `../${folder}/**/*.ts`),
};

/** `complexity` with maximum 0 reports the figure of every function; it is measured here and judged by the gate. */
const linter = {
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    complexity: ['warn', { max: 0 }],
    'no-console': 'error',
    'typescript/no-explicit-any': 'error',
    'import/no-cycle': 'error',
    'unicorn/no-thenable': 'off',
  },
};

const formatter = { printWidth: 110, singleQuote: true, sortPackageJson: false };

/**
 * One project for all kinds: a report names files, and a file's folder is its kind. Three projects cost a second more. One
 * worker: a second one loads the service again, and the compiler and the started service keep the other cores busy. It is a
 * process, not a thread, which could reach into the runner.
 */
const runner = {
  include: [...TEST_KINDS.map((kind) => `test/${kind}/**/*.test.ts`), CANARY_FILE],
  exclude: [],
  testTimeout: 30_000,
  hookTimeout: 30_000,
  pool: 'forks',
  isolate: false,
  maxWorkers: 1,
  passWithNoTests: false,
  allowOnly: false,
  coverage: {
    enabled: true,
    reportOnFailure: true,
    provider: 'v8',
    include: ['src/**/*.ts'],
    // A process of its own, in which nothing counts lines; checks start it for real.
    exclude: ['src/main.ts'],
    reporter: [],
    reportsDirectory: `${VERIFICATION_FOLDER}/coverage`,
  },
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Our configuration of the tools, written beside the tree: the verdict follows it, whatever the tree's own configuration
 * says.
 */
export const verificationFiles: readonly GeneratedFile[] = [
  { path: `${VERIFICATION_FOLDER}/tsconfig.json`, content: json(compiler) },
  { path: `${VERIFICATION_FOLDER}/oxlint.json`, content: json(linter) },
  { path: `${VERIFICATION_FOLDER}/oxfmt.json`, content: json(formatter) },
  { path: FORMAT_IGNORE, content: '# Nothing is left out.\n' },
  { path: RUNNER_CONFIGURATION, content: runnerConfiguration(runner, REPORTER, CANARY_FILE) },
  { path: REPORTER, content: reporter(TEST_REPORT, CANARY_FILE) },
  { path: CANARY_FILE, content: CANARY },
];

/** TypeScript files that the tools must have looked at. */
export const codeFiles = (files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.filter(
    ({ path }) => path.endsWith('.ts') && CODE_FOLDERS.some((folder) => path.startsWith(`${folder}/`)),
  );
