import { availableParallelism } from 'node:os';

import { criticalError, PortError } from '../../platform/port-error.ts';
import type { Sandbox, SandboxSession } from '../../platform/ports.ts';
import { isBinary, type GeneratedFile } from '../domain/artifact.ts';
import type { Service } from '../domain/blueprint.ts';
import { planOfService, type ProductPlan } from '../domain/product-plan.ts';
import { CODE_CHECKS } from '../domain/quality-gate.ts';
import { CHECKS, type CheckName, type CheckResult, type QualityReport } from '../domain/quality-report.ts';
import { checkAsyncapi } from './checks/asyncapi.ts';
import { checkDdd } from './checks/ddd.ts';
import { checkFormat } from './checks/format.ts';
import { lockfileFindings } from './checks/install.ts';
import { checkLayers } from './checks/layers.ts';
import { checkLint } from './checks/lint.ts';
import { checkOpenapi } from './checks/openapi.ts';
import { checkOperations } from './checks/operations.ts';
import { checkRestart } from './checks/restart.ts';
import { checkSecrets } from './checks/secrets.ts';
import { checkSecurity } from './checks/security.ts';
import { checkTests, type TestRun } from './checks/tests.ts';
import { checkTraceability } from './checks/traceability.ts';
import { checkTypes } from './checks/types.ts';
import { resultOf, runCheck, type Clock, type Inspection } from './inspection.ts';
import { limit } from './limit.ts';
import { reviewedPackages } from './reviewed-packages.ts';
import { parseSources } from '../domain/syntax.ts';
import { VERIFICATION_FOLDER, verificationFiles } from './verification-files.ts';

export type VerifyCodeInput = {
  sandbox: Sandbox;
  /** Names the sandbox: one per service and try. */
  key: string;
  files: readonly GeneratedFile[];
  service: Service;
  plan: ProductPlan;
  clock: Clock;
};

/**
 * Heavy processes at a time: the compiler, the tests and the started services each keep a core busy. One more than there are
 * cores, as they wait now and then; for all services together, as more would only take the cores from each other.
 */
const heavy = limit(availableParallelism() + 1);

const refuseForgedFiles = (files: readonly GeneratedFile[]): void => {
  const forged = files.find(({ path }) => path.split('/')[0]?.toLowerCase() === VERIFICATION_FOLDER);
  if (forged) {
    throw criticalError(
      'sandbox',
      `The tree brings ${forged.path}, which is where the verdict is written. Remove it from what generates the tree.`,
    );
  }
};

/** What was written before the tools ran must be what is there afterwards: it is what the verdict is about. */
const refuseChangedFiles = async (
  session: SandboxSession,
  files: readonly GeneratedFile[],
): Promise<void> => {
  const texts = files.filter((file) => !isBinary(file.path));
  for (const { path, content } of [...verificationFiles, ...texts]) {
    if ((await session.read(path)) !== content)
      throw criticalError('sandbox', `The code under test changed ${path}: its own verification.`);
  }
};

const staticChecks = (input: VerifyCodeInput): (() => Promise<CheckResult>)[] => {
  const { files, service, plan, clock } = input;
  const sources = parseSources(files);
  const inspections: [CheckName, () => Inspection][] = [
    ['layers', () => checkLayers(sources)],
    ['ddd', () => checkDdd(sources, service)],
    ['openapi', () => checkOpenapi(files, service)],
    ['asyncapi', () => checkAsyncapi(files, service)],
    ['traceability', () => checkTraceability(files, plan, service)],
    ['security', () => checkSecurity(files, sources, reviewedPackages())],
    ['secrets', () => checkSecrets(files)],
  ];
  return inspections.map(
    ([name, inspect]) =>
      () =>
        runCheck(clock, name, inspect),
  );
};

type Measured = {
  checks: CheckResult[];
  coverage: number | undefined;
  complexity: number | undefined;
  run: TestRun | undefined;
};

const toolChecks = async (input: VerifyCodeInput, session: SandboxSession): Promise<Measured> => {
  const { files, service, plan, clock } = input;
  const timed = async <T>(task: () => Promise<T>): Promise<{ value: T; durationMs: number }> => {
    const started = clock.now().getTime();
    return { value: await task(), durationMs: clock.now().getTime() - started };
  };
  const tests = heavy(() => timed(() => checkTests(session, files, planOfService(plan, service.name))));
  const operations = heavy(() =>
    runCheck(clock, 'operations', () => checkOperations(session, files, service)),
  );
  // One after the other: the later starts find the code compiled.
  const restart = operations.then(() =>
    heavy(() => runCheck(clock, 'restart', () => checkRestart(session, files, service))),
  );
  const types = heavy(() => runCheck(clock, 'types', () => checkTypes(session, files)));
  const linted = heavy(() => timed(() => checkLint(session, files)));
  const formatted = heavy(() => runCheck(clock, 'format', () => checkFormat(session, files)));
  const all = await Promise.allSettled([tests, operations, restart, types, linted, formatted]);
  const broken = all.find((outcome) => outcome.status === 'rejected');
  if (broken) throw broken.reason;
  const [run, lint] = [await tests, await linted];
  return {
    checks: [
      await types,
      await formatted,
      resultOf('lint', lint.durationMs, lint.value.lint),
      resultOf('complexity', lint.durationMs, lint.value.complexity),
      resultOf('unit', run.durationMs, run.value.kinds.unit),
      resultOf('integration', run.durationMs, run.value.kinds.integration),
      resultOf('acceptance', run.durationMs, run.value.kinds.acceptance),
      resultOf('coverage', run.durationMs, run.value.coverage),
      await operations,
      await restart,
    ],
    coverage: run.value.percentage,
    complexity: lint.value.highest,
    run: run.value,
  };
};

const TOOL_CHECKS: readonly CheckName[] = [
  'types',
  'lint',
  'format',
  'complexity',
  'unit',
  'integration',
  'acceptance',
  'coverage',
  'operations',
  'restart',
];

const notInstalled = (): Measured => ({
  checks: TOOL_CHECKS.map((name) => resultOf(name, 0, { notRun: 'the packages could not be installed' })),
  coverage: undefined,
  complexity: undefined,
  run: undefined,
});

type Opened = { install: CheckResult; session: SandboxSession | undefined };

const open = async ({ sandbox, key, files, clock }: VerifyCodeInput): Promise<Opened> => {
  const started = clock.now().getTime();
  const passedMs = () => clock.now().getTime() - started;
  try {
    const { session, install } = await sandbox.open(key, [...files, ...verificationFiles]);
    const remark = install.cached ? 'linked from the cache' : 'installed';
    const findings = lockfileFindings(files);
    const inspection = { inspected: install.packages, unit: 'packages', findings, remark };
    return { install: resultOf('install', passedMs(), inspection), session };
  } catch (error) {
    // What the tree brought about is a result; what the machine did is for the error policy.
    if (!PortError.is(error) || !['code-generation', 'quality-gate'].includes(error.kind)) throw error;
    const finding = {
      check: 'install' as const,
      rule: 'install/failed',
      file: 'package-lock.json',
      message: error.message,
      suggestion: 'Derive package.json and package-lock.json from the generator’s lockfile.',
    };
    const inspection = { inspected: 1, unit: 'lockfiles', findings: [finding], evidence: error.message };
    return {
      install: resultOf('install', passedMs(), inspection),
      session: undefined,
    };
  }
};

const inOrder = (results: readonly CheckResult[]): CheckResult[] =>
  CHECKS.flatMap((name) => results.find((result) => result.name === name) ?? []);

/**
 * Verifies a generated service: installs, compiles, lints, tests, starts and calls it in a sandbox, and inspects what needs
 * no running. Tools run under our configuration and reporters. Throws `PortError` where the machine is at fault, or where
 * the tree interferes with its own verification (kind `critical`).
 */
export const verifyCode = async (input: VerifyCodeInput): Promise<QualityReport> => {
  refuseForgedFiles(input.files);
  const opening = open(input);
  const running = opening.then(({ session }) => (session ? toolChecks(input, session) : notInstalled()));
  // Awaited below; a failure of the inspections must not leave it unhandled.
  running.catch(() => undefined);
  try {
    // The tools run in processes of their own; meanwhile the inspections take turns with their answers.
    const others: CheckResult[] = [];
    for (const check of staticChecks(input)) others.push(await check());
    const { install, session } = await opening;
    const { checks, coverage, complexity, run } = await running;
    if (session) await refuseChangedFiles(session, input.files);
    const results = inOrder([install, ...checks, ...others]);
    const left = CODE_CHECKS.filter((name) => !results.some((result) => result.name === name));
    if (left.length > 0) throw new Error(`Checks ${left.join(', ')} were left out of the report.`);
    return {
      service: input.service.name,
      checks: results,
      ...(coverage === undefined ? {} : { coverage }),
      ...(complexity === undefined ? {} : { complexity }),
      tests: run?.tests ?? { passed: 0, failed: 0 },
      servedStories: run?.servedStories ?? [],
    };
  } finally {
    const opened = await opening.catch(() => undefined);
    // What still runs after an error ends with its session.
    await opened?.session?.close();
  }
};
