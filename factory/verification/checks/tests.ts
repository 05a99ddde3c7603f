import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { criticalError } from '../../../platform/port-error.ts';
import type { CommandResult, SandboxSession } from '../../../platform/ports.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import { storiesOf, type ProductPlan } from '../../domain/product-plan.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { redactSecrets } from '../../domain/secrets.ts';
import type { Inspection } from '../inspection.ts';
import { readSigned } from '../signed-report.ts';
import { CANARY_TESTS } from '../test-runner.ts';
import {
  CODE_FOLDERS,
  RUNNER_CONFIGURATION,
  TEST_KINDS,
  TEST_REPORT,
  verificationFiles,
  type TestKind,
} from '../verification-files.ts';

/** Milliseconds for all tests of a service. */
const TIMEOUT = 300_000;

const coverageSchema = z.object({ lines: z.object({ total: z.number(), pct: z.number() }) });

const reportSchema = z.object({
  reason: z.string(),
  /** Errors outside of any test. */
  errors: z.array(z.string()),
  /** Statuses of the tests that must fail. */
  canary: z.array(z.string()),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          fullName: z.string(),
          ancestorTitles: z.array(z.string()),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
  coverage: coverageSchema.optional(),
});

type Test = {
  file: string;
  title: string;
  parents: string[];
  name: string;
  passed: boolean;
  skipped: boolean;
  message: string;
};

export type TestRun = {
  kinds: Record<TestKind, Inspection>;
  coverage: Inspection;
  percentage: number | undefined;
  tests: { passed: number; failed: number };
  servedStories: string[];
};

type Output = Pick<CommandResult, 'exitCode' | 'stdout' | 'stderr'> & {
  /** What the reporter signed. */
  report: string | undefined;
};

const parseJson = <T>(schema: z.ZodType<T>, text: string | undefined): T | undefined => {
  try {
    return text === undefined ? undefined : schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const kindOf = (file: string): TestKind | undefined =>
  TEST_KINDS.find((kind) => file.startsWith(`test/${kind}/`));

/** The reporter writes absolute paths; the tree's own begin at one of its test folders. */
const relative = (path: string, expected: readonly string[]): string => {
  const normal = path.replaceAll('\\', '/');
  return expected.find((file) => normal === file || normal.endsWith(`/${file}`)) ?? normal;
};

const finding = (check: TestKind, rule: string, message: string, file?: string): Finding => ({
  check,
  rule: `${check}/${rule}`,
  ...(file === undefined ? {} : { file }),
  message,
  suggestion: 'Find out whether the code or the test is wrong, and correct that one.',
});

// The colours of a terminal start with this character.
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Without colours and credentials; what is cut later would not be known as one. */
const plain = (text: string): string => redactSecrets(text.replaceAll(COLOUR, ''));

const testFindings = (kind: TestKind, tests: readonly Test[]): Finding[] =>
  tests.flatMap(({ file, name, passed, skipped, message }) => {
    if (passed) return [];
    if (skipped) return [finding(kind, `skipped/${name}`, `Test "${name}" did not run.`, file)];
    return [finding(kind, `failed/${name}`, `Test "${name}" failed: ${message || 'no message'}`, file)];
  });

/** Tags at the end of a name: `Events are found by actor [@R2.S1.C1]`. */
const tagsOf = (name: string): string[] => /\[((?:@[\w.]+ ?)+)\]$/.exec(name)?.[1]?.split(' ') ?? [];

const passedTags = (tests: readonly Test[]): Set<string> => {
  const failed = new Set(tests.filter(({ passed }) => !passed).flatMap(({ title }) => tagsOf(title)));
  return new Set(
    tests
      .filter(({ passed }) => passed)
      .flatMap(({ title }) => tagsOf(title))
      .filter((tag) => !failed.has(tag)),
  );
};

/** Criteria of the plan that no scenario observed. */
const unobserved = (plan: ProductPlan, tests: readonly Test[]): Finding[] => {
  const observed = new Set(tests.flatMap(({ title }) => tagsOf(title)));
  return storiesOf(plan)
    .flatMap(({ criteria }) => criteria)
    .filter(({ id }) => !observed.has(`@${id}`))
    .map(({ id, title }) =>
      finding('acceptance', `missing-scenario/${id}`, `No scenario observes criterion ${id} ("${title}").`),
    );
};

const readTests = (report: z.infer<typeof reportSchema>, expected: readonly string[]): Test[] =>
  report.testResults.flatMap(({ name, assertionResults }) => {
    const file = relative(name, expected);
    return assertionResults.map((result) => ({
      file,
      title: result.title,
      parents: result.ancestorTitles,
      name: result.fullName,
      passed: result.status === 'passed',
      skipped: result.status !== 'passed' && result.status !== 'failed',
      message: plain((result.failureMessages ?? []).join('\n')).slice(0, 1_500),
    }));
  });

const coverageInspection = (
  summary: z.infer<typeof coverageSchema> | undefined,
): { inspection: Inspection; percentage: number | undefined } => {
  if (!summary) {
    const missing: Finding = {
      check: 'coverage',
      rule: 'coverage/missing',
      message: 'The test run left no coverage summary.',
      suggestion: 'See the evidence of the tests.',
    };
    return { inspection: { inspected: 1, unit: 'lines', findings: [missing] }, percentage: undefined };
  }
  const { lines } = summary;
  return {
    inspection: { inspected: lines.total, unit: 'lines', findings: [], remark: `${lines.pct} % covered` },
    percentage: lines.total > 0 ? lines.pct : undefined,
  };
};

/** What is wrong with a run besides its tests. The runner ends with 1, as the canary fails in every run. */
const troublesOf = (report: z.infer<typeof reportSchema>, exitCode: number | undefined): string[] => {
  if (report.canary.includes('passed'))
    throw criticalError(
      'sandbox',
      'A test that must fail was reported as passed: the code under test changed how its tests are judged.',
    );
  const expected = exitCode === 1 && report.reason === 'failed' && report.canary.length === CANARY_TESTS;
  return [
    ...report.errors.map((error) => `An error outside of any test: ${plain(error).slice(0, 1_000)}`),
    ...(expected ? [] : [`The test run ended with ${exitCode ?? 'a signal'} before its end.`]),
  ];
};

/** Splits one run of all tests into its kinds, and holds it against the files and criteria that had to be in it. */
export const testInspection = (
  output: Output,
  files: readonly GeneratedFile[],
  plan: ProductPlan,
): TestRun => {
  const expected = files.map(({ path }) => path).filter((path) => kindOf(path) && path.endsWith('.test.ts'));
  const report = parseJson(reportSchema, output.report);
  const evidence = plain(`${output.stdout}\n${output.stderr}`);
  const tests = report ? readTests(report, expected) : [];
  const suites = (report?.testResults ?? []).map((suite) => ({
    ...suite,
    file: relative(suite.name, expected),
  }));
  const kinds = Object.fromEntries(
    TEST_KINDS.map((kind): [TestKind, Inspection] => {
      const own = tests.filter(({ file }) => kindOf(file) === kind);
      const notRun = expected
        .filter((file) => kindOf(file) === kind && !own.some((test) => test.file === file))
        .map((file) => {
          const reason = plain(
            suites.find((suite) => suite.file === file)?.message ?? 'it is not in the report',
          );
          return finding(kind, 'not-run', `No test of ${file} ran: ${reason.slice(0, 1_000)}`, file);
        });
      const findings = [
        ...testFindings(kind, own),
        ...notRun,
        ...(kind === 'acceptance' ? unobserved(plan, own) : []),
      ];
      return [kind, { inspected: own.length, unit: 'tests', findings, evidence }];
    }),
  ) as Record<TestKind, Inspection>;
  const troubles = report ? troublesOf(report, output.exitCode) : [];
  kinds.unit.findings.push(
    ...troubles.map((trouble) => finding('unit', 'run', `${trouble} ${evidence.slice(-1_000)}`.trim())),
  );
  const acceptance = tests.filter(({ file }) => kindOf(file) === 'acceptance');
  const tags = passedTags(acceptance);
  const { inspection, percentage } = coverageInspection(report?.coverage);
  return {
    kinds,
    coverage: inspection,
    percentage,
    tests: {
      passed: tests.filter(({ passed }) => passed).length,
      failed: tests.filter(({ passed, skipped }) => !passed && !skipped).length,
    },
    servedStories: storiesOf(plan)
      .filter(({ criteria }) => criteria.every(({ id }) => tags.has(`@${id}`)))
      .map(({ id }) => id),
  };
};

/** What the tests have no reason to change while they run. */
const readOnly = (files: readonly GeneratedFile[]): string[] => {
  const folders = CODE_FOLDERS.filter((folder) => files.some(({ path }) => path.startsWith(`${folder}/`)));
  return [...folders, 'package.json', ...verificationFiles.map(({ path }) => path)];
};

/** Runs unit, integration and acceptance tests at once, with coverage, under our configuration and reporter. */
export const checkTests = async (
  session: SandboxSession,
  files: readonly GeneratedFile[],
  plan: ProductPlan,
): Promise<TestRun> => {
  const key = randomBytes(32).toString('hex');
  const result = await session.run('vitest', ['run', '--root', '.', '--config', RUNNER_CONFIGURATION], {
    timeoutMs: TIMEOUT,
    env: { CI: 'true', NODE_OPTIONS: '--disable-sigusr1' },
    input: key,
    readOnly: readOnly(files),
  });
  const report = readSigned(await session.read(TEST_REPORT), key);
  return testInspection({ ...result, report }, files, plan);
};
