import { stageTitles } from '../../factory/domain/stage.ts';
import { padToWidth } from './display-width.ts';
import { duration } from './duration.ts';
import { fit, printable } from './printable.ts';
import type { Paint } from './paint.ts';
import { countsLines, type RunCounts } from './run-counts.ts';
import type { RunProgress, ServiceProgress, StageProgress } from './run-progress.ts';

const marks = { pending: '·', running: '▸', completed: '✔', failed: '✖' } as const;
const colours = { pending: 'gray', running: 'cyan', completed: 'green', failed: 'red' } as const;
const TITLE_WIDTH = Math.max(...Object.values(stageTitles).map(({ length }) => length));
const TIME_WIDTH = 'mm min ss s'.length;

/** Below as many columns nothing is lined up, so that there is room for what is done. */
const NARROW = 60;

/** Columns and rows of a terminal. */
export type Size = { width: number; height: number };

const elapsed = (step: StageProgress | ServiceProgress, now: number): string => {
  if (step.status === 'pending') return '';
  return duration(step.status === 'running' ? Math.max(0, now - step.startedAt) : step.durationMs);
};

const stepLine = (
  step: StageProgress | ServiceProgress,
  title: string,
  now: number,
  width: number,
  paint: Paint,
): string => {
  const [titleWidth, timeWidth] = width < NARROW ? [0, 0] : [TITLE_WIDTH, TIME_WIDTH];
  const name = padToWidth(fit(printable(title), TITLE_WIDTH), titleWidth);
  const time = elapsed(step, now).padStart(timeWidth);
  const line = `${marks[step.status]} ${name} ${time}  ${printable(step.action)}`.trimEnd();
  return paint(colours[step.status], fit(line, width));
};

/** Services are shown while their stage works on them, and where it failed; of a completed stage its line is enough. */
const shownServices = ({ status, services }: StageProgress): readonly ServiceProgress[] =>
  status === 'completed' || status === 'pending' ? [] : services;

/** The services that matter most in so many lines: what failed, then what is worked on. */
const foremost = (services: readonly ServiceProgress[], lines: number): readonly ServiceProgress[] => {
  if (services.length <= lines) return services;
  const order = ['failed', 'running', 'completed', 'pending'];
  const kept = services
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
    .slice(0, Math.max(0, lines - 1));
  return services.filter((service) => kept.includes(service));
};

const serviceLines = (
  stage: StageProgress,
  room: number,
  now: number,
  width: number,
  paint: Paint,
): string[] => {
  const all = shownServices(stage);
  const shown = foremost(all, room);
  const hidden = all.length - shown.length;
  return [
    ...shown.map((service) => stepLine(service, `  ${service.name}`, now, width, paint)),
    ...(hidden > 0 && room > 0 ? [paint('gray', fit(`    and ${hidden} more`, width))] : []),
  ];
};

/**
 * The live view of a run: one line per stage with its time and what is done, the services below a stage that works on them,
 * and what there is so far. None is wider than the terminal, all of them are not taller than it.
 */
export const progressLines = (
  { startedAt, stages, rounds }: RunProgress,
  counts: RunCounts,
  now: number,
  { width, height }: Size,
  paint: Paint,
): string[] => {
  const total = duration(Math.max(0, now - startedAt)).padStart(TIME_WIDTH);
  const soFar = countsLines(counts, rounds, width - 2);
  const room = Math.max(0, height - stages.length - 1 - soFar.length);
  const lines = [
    ...stages.flatMap((stage) => [
      stepLine(stage, stageTitles[stage.name], now, width, paint),
      ...serviceLines(stage, room, now, width, paint),
    ]),
    paint('gray', fit(`  ${'elapsed'.padEnd(TITLE_WIDTH)} ${total}`, width)),
    ...soFar.map((line) => paint('gray', fit(`  ${line}`, width))),
  ];
  return lines.slice(-Math.max(1, height));
};
