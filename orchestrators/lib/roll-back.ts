import type { Stage } from '../../factory/domain/stage.ts';
import type { UndoKind } from '../../factory/domain/undo.ts';
import type { CompensationInput, CompensationResult } from '../compensation.ts';
import { ask, type Answered } from './ask.ts';
import type { Steps } from './durable.ts';
import type { Step } from './step.ts';
import { transition } from './transition.ts';

/** Most effects that are named to the person who is asked. */
const MAX_NAMED = 10;

const listed = ({ failed }: CompensationResult): string =>
  failed
    .slice(0, MAX_NAMED)
    .map(({ kind, marker, reason }) => `- ${kind} ${marker}: ${reason}`)
    .join('\n');

/** A project, and how often each stage of each run was taken back so far. */
export type Undoable = Omit<Step, 'stage'> & { takenBack: Map<string, number> };

/** The same may be taken back more than once in a run: after a failure, and again when its stage starts again. */
const nextRound = ({ takenBack, run }: Undoable, from: Stage | 'all'): number => {
  const key = `${run ?? 1}:${from}`;
  const round = (takenBack.get(key) ?? 0) + 1;
  takenBack.set(key, round);
  return round;
};

/**
 * Takes back what was done from a stage on, or all of it. What cannot be is put to a person, who has it tried again or accepts
 * that it stays. Effects of the kinds in `keep` stay.
 */
export function* rollBack(
  project: Undoable,
  from: Stage | 'all',
  reason: string,
  keep: readonly UndoKind[] = [],
): Steps<void> {
  const { context, projectId, correlationId, run } = project;
  const step: Step = from === 'all' ? project : { ...project, stage: from };
  for (let tries = 1; ; tries += 1) {
    const round = nextRound(project, from);
    const input: CompensationInput = {
      projectId,
      correlationId,
      from,
      round,
      reason: reason.slice(0, 500),
      ...(run === undefined ? {} : { run }),
      ...(keep.length === 0 ? {} : { keep }),
    };
    const id = `${context.df.instanceId}:compensation:${run ?? 1}:${from}:${round}`;
    const result = (yield context.df.callSubOrchestrator('compensation', input, id)) as CompensationResult;
    const { undone, failed } = result;
    if (undone + failed.length > 0)
      yield* transition(
        { ...project, triesBefore: round - 1 },
        {
          type: 'compensation.completed',
          ...(from === 'all' ? {} : { stage: from }),
          round,
          message: `${undone} effects taken back, ${failed.length} could not be`,
        },
      );
    if (failed.length === 0) return;
    const request = {
      kind: 'failure',
      step: 'compensation',
      stage: step.stage,
      tries,
      failure: { kind: 'pipeline', message: `What was done could not all be taken back:\n${listed(result)}` },
      mayAccept: true,
      only: ['retry', 'accept'],
    } as const;
    const answer = (yield ask(step, request, round)) as Answered;
    if (!answer.ok || answer.value.resolution !== 'retry') return;
  }
}
