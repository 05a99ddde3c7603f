import type { Failure } from '../../../../factory/domain/failure.ts';
import type { Instance } from '../engine/instance.ts';
import { all as allOf, type Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';
import { askedAbout, keyOf, stepsOf, type Step } from './turns.ts';
import { withContext } from './wrap.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The policy table of the specification, written down once more. */
const DELAYS: Readonly<Record<string, readonly number[]>> = {
  transient: [0, 5 * SECOND, 15 * SECOND, 60 * SECOND],
  'code-generation': [0, 5 * SECOND, 15 * SECOND],
  pipeline: [0, 5 * SECOND, 15 * SECOND],
};
const BOOKS_DELAYS = [
  ...(DELAYS['transient'] ?? []),
  ...Array.from({ length: 12 }, () => 5 * MINUTE),
  ...Array.from({ length: 23 }, () => 60 * MINUTE),
];
const BOOKS =
  /^(?:recordTransition|readStop|openReview|readReview|noteReview|applyDecision|withdrawReviews|settleBudget)$/;
const UNDOING = /^(?:listUndo|undoEffect)$/;
const RELEASING = /^(?:runPipeline|deployService|smokeTest)$/;

/** What a stage owes is asked for under the policy of its work. */
const isOfTheBooks = ({ name, input }: Pick<Step, 'name' | 'input'>): boolean =>
  BOOKS.test(name) && input['type'] !== 'stage.completed';

type Failed = Step & { heardAt: number; outcome: { ok: false; failure: Failure } };

const hasFailed = (step: Step): step is Failed => step.outcome?.ok === false && step.heardAt !== undefined;

/** Milliseconds after the failure of the n-th try; `undefined` where the policy has no further try. */
const delayAfter = ({ name, input, outcome: { failure } }: Failed, tries: number): number | undefined => {
  const { kind, retryAfterMs = 0 } = failure;
  const table = isOfTheBooks({ name, input }) && kind === 'transient' ? BOOKS_DELAYS : DELAYS[kind];
  const delay = UNDOING.test(name) && kind !== 'transient' ? undefined : table?.[tries - 1];
  return delay === undefined ? undefined : Math.max(delay, retryAfterMs);
};

/** Transitions that a stage waits for under the policy, and those that tell of a retry, are not each other's tries. */
const titleOf = ({ name, input }: Step): string =>
  name === 'recordTransition' ? `${name} ${String(input['type'])}` : name;

/** Tries side by side: asked for in one turn, and over when the last is. */
type Batch = { title: string; name: string; steps: Step[]; overAt: number; over: number };

const batchesOf = (steps: readonly Step[]): Batch[] => {
  const batches: Batch[] = [];
  for (const step of steps) {
    if (step.kind !== 'activity' || step.heardAt === undefined) continue;
    const last = batches.findLast(({ title }) => title === titleOf(step));
    const isBeside = last !== undefined && step.asked < last.over;
    if (last && isBeside) {
      last.steps.push(step);
      last.overAt = Math.max(last.overAt, step.heardAt);
      last.over = Math.max(last.over, step.heard);
    } else
      batches.push({
        title: titleOf(step),
        name: step.name,
        steps: [step],
        overAt: step.heardAt,
        over: step.heard,
      });
  }
  return batches;
};

type Known = {
  isLate: (from: number, to: number) => boolean;
  steps: readonly Step[];
  tries: Map<string, number>;
};

/** What the delay is counted from: the retry was announced, which is no time unless the books could not be kept. */
const announcedAt = ({ steps: [first], overAt, over, name }: Batch, all: readonly Step[]): number =>
  first === undefined || isOfTheBooks(first)
    ? overAt
    : (all.find(
        (step) =>
          step.name === 'recordTransition' &&
          step.input['type'] === 'activity.retrying' &&
          step.input['activity'] === name &&
          step.asked > over &&
          step.outcome?.ok === true,
      )?.heardAt ?? overAt);

const wrongly = (batch: Batch, next: Batch | undefined, { isLate, steps, tries }: Known): string[] => {
  const failed = batch.steps.filter(hasFailed);
  const delays = failed.flatMap((step) => delayAfter(step, tries.get(keyOf(step)) ?? 0) ?? []);
  const again = next?.steps.some((step) => failed.some((one) => keyOf(one) === keyOf(step)));
  if (!next || !again || delays.length === 0) return [];
  const between = steps.filter(({ asked }) => asked > batch.over && asked < next.steps[0]!.asked);
  // After fixes and questions the tries begin anew; they are not held against the clock.
  if (between.some((step) => step.kind === 'review' || step.name === 'fixFindings')) return [];
  const due = announcedAt(batch, steps) + Math.max(...delays);
  const at = next.steps[0]!.askedAt;
  if (at === due || (at > due && isLate(batch.overAt, at))) return [];
  return [
    `${batch.name} is tried again ${(at - batch.overAt) / SECOND} s after it failed, due were ${(due - batch.overAt) / SECOND} s`,
  ];
};

/** What follows on a failed release, until it is released again or somebody is asked. */
const untilNext = (rest: readonly Step[]): readonly Step[] => {
  const end = rest.findIndex((one) => RELEASING.test(one.name) || one.kind === 'review');
  return end < 0 ? rest : rest.slice(0, end);
};

const isPipelineFailure = (step: Step): step is Failed =>
  hasFailed(step) && RELEASING.test(step.name) && step.outcome.failure.kind === 'pipeline';

const mendedWrongly = (until: readonly Step[], delay: number, isLate: Known['isLate']): string[] => {
  const restored = until.findLast(({ name, outcome }) => name === 'restoreRevision' && outcome?.ok === true);
  const fix = until.find(({ name }) => name === 'reserveBudget');
  if (restored?.heardAt === undefined || !fix) return [];
  const due = restored.heardAt + delay;
  if (fix.askedAt === due || (fix.askedAt > due && isLate(restored.heardAt, fix.askedAt))) return [];
  const after = (fix.askedAt - restored.heardAt) / SECOND;
  return [`the pipeline is mended ${after} s after the restore, due were ${delay / SECOND} s`];
};

const asksAboutPipeline = (step: Step): boolean =>
  askedAbout(step) === 'runPipeline' &&
  (step.input['request'] as { failure: Failure }).failure.kind === 'pipeline';

/** A pipeline is mended when the policy's delay is over since the revision before was restored. */
const wronglyMended = (steps: readonly Step[], isLate: Known['isLate']): string[] => {
  let tries = 0;
  return steps.flatMap((step, index) => {
    if (asksAboutPipeline(step)) tries = 0;
    if (!isPipelineFailure(step)) return [];
    tries += 1;
    const delay = delayAfter(step, tries);
    return delay === undefined ? [] : mendedWrongly(untilNext(steps.slice(index + 1)), delay, isLate);
  });
};

const wrongInstants = (instance: Instance, run: Run): string[] => {
  const steps = stepsOf(instance);
  const isLate = (from: number, to: number): boolean =>
    run.downtimes.some(({ from: down, until }) => run.start + down <= to && run.start + until >= from) ||
    steps.some(
      (step) => BOOKS.test(step.name) && hasFailed(step) && step.heardAt >= from && step.heardAt <= to,
    );
  const tries = new Map<string, number>();
  const batches = batchesOf(steps);
  const wrong = batches.flatMap((batch, index) => {
    const before = batch.steps[0]!.asked;
    const last = batches.slice(0, index).findLast(({ title }) => title === batch.title);
    const isAsked = steps.some(
      (step) => askedAbout(step) === batch.name && last && step.asked > last.over && step.asked < before,
    );
    for (const step of batch.steps) {
      const isFirst = isAsked || last?.steps.every(({ outcome }) => outcome?.ok);
      tries.set(keyOf(step), isFirst ? 1 : (tries.get(keyOf(step)) ?? 0) + 1);
    }
    const next = batches.slice(index + 1).find(({ title }) => title === batch.title);
    return wrongly(batch, next, { isLate, steps, tries });
  });
  return [...wrong, ...wronglyMended(steps, isLate)].map((line) => `${instance.id}: ${line}`);
};

/** Retries come exactly when the policy table says: 0, 5, 15, 60 s, or when a service asked to wait longer. */
export const retryInstants: Oracle = {
  name: 'retry-instants',
  check: (run) =>
    allOf(run.happenings, 'answered').some(({ outcome }) => !outcome.ok)
      ? run.instances.flatMap((instance) => wrongInstants(instance, run))
      : [],
  plant: () => ({
    orchestrator: (_, own) =>
      withContext(own, (df) => ({
        createTimer: (at: Date) => df.createTimer(new Date(at.getTime() + SECOND)),
      })),
  }),
};
