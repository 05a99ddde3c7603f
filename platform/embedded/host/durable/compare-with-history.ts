import { describeTask } from './scheduled-task.ts';
import type { RequestedTask, ScheduledTask } from './scheduled-task.ts';

const isSame = (recorded: ScheduledTask, requested: ScheduledTask): boolean => {
  if (recorded.kind === 'timer') return requested.kind === 'timer' && recorded.fireAt === requested.fireAt;
  if (recorded.kind !== requested.kind || recorded.name !== requested.name) return false;
  if (recorded.input !== requested.input) return false;
  return (
    recorded.kind !== 'sub-orchestration' ||
    (requested.kind === 'sub-orchestration' && recorded.instanceId === requested.instanceId)
  );
};

const explain = (position: number, recorded: string, replayed: string): string =>
  `non-deterministic orchestration: task ${position + 1} of the history is ${recorded}, the replay asked for ${replayed}. An orchestrator must make the same calls with the same inputs in the same order at every replay; the SDK would have handed it the wrong result.`;

/**
 * Holds the tasks of a replay against those that the history recorded: type, name, order and input must be equal. Answers
 * the first difference, `undefined` when there is none (what goes beyond the history is new).
 */
export const compareWithHistory = (
  recorded: readonly ScheduledTask[],
  requested: readonly RequestedTask[],
): string | undefined => {
  for (const [position, known] of recorded.entries()) {
    const asked = requested[position];
    if (!asked) return explain(position, describeTask(known), 'nothing more');
    if (!isSame(known, asked)) return explain(position, describeTask(known), describeTask(asked));
  }
  return undefined;
};

/**
 * The same for an orchestrator that threw: only the JSON of its actions is left, in which a task that was awaited twice
 * stands twice. A repeat of something already matched is passed over.
 */
export const compareFailedWithHistory = (
  recorded: readonly ScheduledTask[],
  requested: readonly RequestedTask[],
): string | undefined => {
  let position = 0;
  for (const asked of requested) {
    const known = recorded[position];
    if (!known) return undefined;
    if (isSame(known, asked)) position += 1;
    else if (!recorded.slice(0, position).some((earlier) => isSame(earlier, asked))) {
      return explain(position, describeTask(known), describeTask(asked));
    }
  }
  const missing = recorded[position];
  return missing && explain(position, describeTask(missing), 'nothing more');
};
