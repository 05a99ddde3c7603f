import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { EXIT } from '../../../cli/cli-error.ts';
import { AUDIT } from '../../e2e/support/factory-cli.ts';
import { observe, type Observation } from './observe/observation.ts';
import { compensationOracles } from './oracles/compensation-oracles.ts';
import { judge } from './oracles/oracle.ts';
import { runOracles } from './oracles/run-oracles.ts';
import type { Case } from './plan.ts';
import { killedCompensation } from './scenarios/killed-compensation.ts';
import { killedRun, type Moment, type Survived } from './scenarios/killed-run.ts';
import type { Undisturbed } from './scenarios/undisturbed.ts';
import type { Program } from './session.ts';

export type CaseResult = {
  /** Kills, by the stage in which each came. */
  during: readonly string[];
  resumedMs: number;
  violations: readonly string[];
};

/** What the runs of a part are held against. */
export type Surroundings = {
  scratch: string;
  program: Program;
  audit: Undisturbed;
  /** A workspace with a completed project and somebody else's repository. */
  inhabited: string;
  compensationMs: number;
  /** Definition and undisturbed run of the solution; made when it is first asked for. */
  solution: () => Promise<Undisturbed & { definition: string }>;
};

/** How much is taken back at least once there are effects: work items, repositories, commits, artifacts. */
const UNDONE = 6;

/** A machine that is faster than when the undisturbed run was measured ends before its kill: then it comes earlier. */
const EARLIER = [1, 0.6, 0.3, 0.1] as const;

const exitViolation = ({ exitCode, output }: Survived, expected: readonly number[]): string[] =>
  expected.includes(exitCode ?? -1)
    ? []
    : [`resume: ended with ${exitCode ?? 'a signal'}: ${output.trim().slice(-400).replaceAll(/\s+/g, ' ')}`];

type Attempt = Survived & { violations: readonly string[] };

const compensate = async (
  one: Extract<Case, { kind: 'compensation' }>,
  workspace: string,
  scale: number,
  given: Surroundings,
): Promise<Attempt> => {
  const { program, inhabited, audit, compensationMs } = given;
  cpSync(inhabited, workspace, { recursive: true });
  const before: Observation = observe(workspace);
  const survived = await killedCompensation({
    program,
    workspace,
    definition: AUDIT,
    cancelAfterMs: one.cancelAt * audit.effectsMs * scale,
    killAfterMs: one.moments[0] * compensationMs * scale,
    killAfterUndone: one.byEvents ? 1 + Math.floor(one.moments[0] * UNDONE * scale) : undefined,
  });
  const expected = { workspace: before, project: survived.projectId };
  // A project that is cancelled is no success to whoever resumes it.
  const exit = exitViolation(survived, [EXIT.completed, EXIT.failed]);
  return {
    ...survived,
    violations: [...exit, ...judge(compensationOracles, observe(workspace, survived.below), expected)],
  };
};

/** Of the kills while it is resumed, one in three comes while the host still starts. */
const STARTING = 1 / 3;

const momentsOf = (shares: readonly number[], durationMs: number): Moment[] => {
  let left = durationMs;
  return shares.map((share, index) => {
    const afterMs = share * left;
    left -= afterMs;
    return { afterMs, of: index === 0 ? 'project' : share < STARTING ? 'start' : 'host' };
  });
};

const run = async (
  one: Exclude<Case, { kind: 'compensation' }>,
  workspace: string,
  scale: number,
  given: Surroundings,
): Promise<Attempt> => {
  const { definition, durationMs, seen } =
    one.kind === 'four services' ? await given.solution() : { ...given.audit, definition: AUDIT };
  const moments = momentsOf(one.moments, durationMs * scale);
  // The command shows what was done, not that it is begun.
  const shown = seen.records.events.filter((id) => !id.includes(':action.started:')).length;
  const survived = await killedRun({
    program: given.program,
    workspace,
    definition,
    moments,
    firstEvent: one.byEvents ? 1 + Math.floor((one.moments[0] ?? 0) * shown * scale) : undefined,
  });
  const violations = judge(runOracles, observe(workspace, survived.below), seen);
  return { ...survived, violations: [...exitViolation(survived, [EXIT.completed]), ...violations] };
};

/** What did not end violates nearly everything. */
const MOST_TOLD = 8;

const told = (violations: readonly string[]): string[] =>
  violations.length <= MOST_TOLD
    ? [...violations]
    : [...violations.slice(0, MOST_TOLD), `and ${violations.length - MOST_TOLD} more`];

/** Runs a case and judges what is left. The workspace stays when something is wrong with it. */
export const runCase = async (one: Case, given: Surroundings): Promise<CaseResult> => {
  let made: { workspace: string; result: Attempt } | undefined;
  for (const [index, scale] of EARLIER.entries()) {
    const workspace = join(given.scratch, `case-${one.kind.replaceAll(' ', '-')}-${one.number}-${index}`);
    const result =
      one.kind === 'compensation'
        ? await compensate(one, workspace, scale, given)
        : await run(one, workspace, scale, given);
    made = { workspace, result };
    const hasAll = result.deaths.length === one.moments.length;
    // A case that nothing killed proves nothing, whatever it looks like: a project that ended before its cancel is no violation.
    if (hasAll || (result.deaths.length > 0 && result.violations.length > 0)) break;
    rmSync(workspace, { recursive: true, force: true });
  }
  if (!made || made.result.deaths.length === 0)
    return { during: [], resumedMs: 0, violations: ['it always ended before its kill'] };
  const { workspace, result } = made;
  if (result.violations.length === 0) rmSync(workspace, { recursive: true, force: true });
  return {
    during: result.deaths.map(({ during }) => during),
    resumedMs: result.resumedMs,
    violations: told(result.violations).map((line) => `${line} (${workspace})`),
  };
};
