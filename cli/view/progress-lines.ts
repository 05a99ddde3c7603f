import { stageTitles } from '../../factory/domain/stage.ts';
import { duration } from './duration.ts';
import { fit, printable } from './printable.ts';
import type { RunProgress, StageProgress } from './run-progress.ts';
import type { Paint } from './paint.ts';

const marks = { pending: '·', running: '▸', completed: '✔', failed: '✖' } as const;
const colours = { pending: 'gray', running: 'cyan', completed: 'green', failed: 'red' } as const;
const TITLE_WIDTH = Math.max(...Object.values(stageTitles).map(({ length }) => length));
const TIME_WIDTH = 'mm min ss s'.length;

const elapsed = (stage: StageProgress, now: number): string => {
  if (stage.status === 'pending') return '';
  return duration(stage.status === 'running' ? Math.max(0, now - stage.startedAt) : stage.durationMs);
};

/** The live view of a run: one line per stage with its time and what is done, none wider than the terminal. */
export const progressLines = (
  { startedAt, stages }: RunProgress,
  now: number,
  width: number,
  paint: Paint,
): string[] => [
  ...stages.map((stage) => {
    const title = stageTitles[stage.name].padEnd(TITLE_WIDTH);
    const time = elapsed(stage, now).padStart(TIME_WIDTH);
    const line = fit(`${marks[stage.status]} ${title} ${time}  ${printable(stage.action)}`.trimEnd(), width);
    return paint(colours[stage.status], line);
  }),
  paint(
    'gray',
    fit(
      `  ${'elapsed'.padEnd(TITLE_WIDTH)} ${duration(Math.max(0, now - startedAt)).padStart(TIME_WIDTH)}`,
      width,
    ),
  ),
];
