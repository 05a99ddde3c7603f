import type { Instance } from '../engine/instance.ts';
import { isSingle, type Task } from '../engine/tasks.ts';
import type { Orchestrator } from '../engine/replay.ts';
import type { Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';
import { askedAbout, stepsOf } from './turns.ts';

/** As the specification has them: rounds of Engineering and QA, and fixes of a pipeline, before somebody is asked. */
const MOST: Readonly<Record<string, number>> = { quality: 5, devops: 5, deployment: 3 };

const about = (stage: string): RegExp =>
  ({ quality: /^verifyService$/, devops: /^verify(?:Delivery|Platform)$/ })[stage] ?? /^runPipeline$/;

const tooMany = (instance: Instance): string[] => {
  const rounds = new Map<string, Set<unknown>>();
  const violations: string[] = [];
  for (const step of stepsOf(instance)) {
    const asked = askedAbout(step);
    if (asked !== undefined)
      for (const stage of Object.keys(MOST)) if (about(stage).test(asked)) rounds.delete(stage);
    if (step.input['type'] === 'stage.started') rounds.clear();
    if (step.name !== 'fixFindings') continue;
    const stage = String(step.input['stage']);
    const seen = rounds.get(stage) ?? new Set();
    rounds.set(
      stage,
      seen.add(`${String(step.input['round'])} ${Math.floor(Number(step.input['attempt']) / 10)}`),
    );
    const most = MOST[stage] ?? 0;
    if (seen.size > most)
      violations.push(`${instance.id} is at round ${seen.size} of ${most} and asked nobody`);
  }
  return violations;
};

const asks = (task: Task): boolean =>
  !isSingle(task) &&
  task.tasks.some(
    (one) => isSingle(one) && one.name === 'review' && one.input.includes('"kind":"quality-gate"'),
  );

/** Quality that never asks: it has every question answered with "retry". */
const neverAsking = (own: Orchestrator): Orchestrator =>
  function* quality(context) {
    const steps = own(context);
    let step = steps.next();
    while (!step.done) {
      const isQuestion = asks(step.value as unknown as Task);
      step = steps.next(
        isQuestion ? [{ ok: true, value: { resolution: 'retry' } }] : ((yield step.value) as unknown),
      );
    }
    return step.value;
  };

/** No more rounds of fixing than the policy has, until a person is asked. */
export const rounds: Oracle = {
  name: 'rounds',
  check: (run: Run) => run.instances.flatMap(tooMany),
  plant: () => ({
    scenario: (own) => ({
      ...own,
      budgets: {},
      ailments: [
        { activity: 'verifyService', failing: { kind: 'quality-gate' }, phase: 'after', after: 0, times: 30 },
      ],
    }),
    orchestrator: (name, own) => (name === 'quality' ? neverAsking(own) : own),
  }),
};
