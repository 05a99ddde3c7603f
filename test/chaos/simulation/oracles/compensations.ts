import { isDeepStrictEqual } from 'node:util';

import { STAGES, type Stage } from '../../../../factory/domain/stage.ts';
import type { UndoKind, UndoState } from '../../../../factory/domain/undo.ts';
import type { Facts, Happening, Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';

type Entry = { seq: number; kind: UndoKind; stage: Stage; state: UndoState | 'registered' };

/** The ledger and the completed stages as they are after each happening. */
const createBooks = () => {
  const entries: Entry[] = [];
  let completed: readonly string[] = [];
  return {
    follow: (happening: Happening): void => {
      if (happening.what === 'registered') entries.push({ ...happening, state: 'registered' });
      else if (happening.what === 'settled')
        for (const entry of entries) if (entry.seq === happening.seq) entry.state = happening.state;
      if (happening.what === 'project')
        completed = Object.entries(happening.after.stages).flatMap(([stage, { status }]) =>
          status === 'completed' ? [stage] : [],
        );
    },
    /** What must be taken back now, in that order. */
    due: (from: Stage | 'all', keep: readonly string[]): number[] => {
      const isKept = ({ kind, stage }: Entry): boolean =>
        from === 'all' &&
        kind === 'artifacts' &&
        completed.includes(stage) &&
        entries.every((other) => other.stage !== stage || other.kind === 'artifacts');
      return entries
        .filter(({ state }) => state !== 'undone')
        .filter(({ stage }) => from === 'all' || STAGES.indexOf(stage) >= STAGES.indexOf(from))
        .filter((entry) => !isKept(entry) && !keep.includes(entry.kind))
        .map(({ seq }) => seq)
        .toReversed();
    },
    isUndone: (seq: number): boolean => entries.find((entry) => entry.seq === seq)?.state === 'undone',
    left: (): number =>
      entries.filter(({ state, kind }) => state !== 'undone' && kind !== 'artifacts').length,
  };
};

type Open = { from: string; due: number[]; asked: number[] };

const differences = (open: ReadonlyMap<string, Open>): string[] =>
  [...open].flatMap(([id, { from, due, asked }]) =>
    due.join() === asked.join()
      ? []
      : [`${id} (${from}) takes back ${asked.join() || 'nothing'}, due is ${due.join() || 'nothing'}`],
  );

/** What serves may go on until the next revision does, when the design stands. */
const keptOf = ({ from, keep }: Facts): string[] =>
  isDeepStrictEqual(keep, ['deployment']) && !['all', 'vision', 'architecture'].includes(String(from))
    ? ['deployment']
    : [];

type Books = ReturnType<typeof createBooks>;

/** What a happening does to the compensations that go on; a line where it is wrong. */
const followed = (happening: Happening, books: Books, open: Map<string, Open>): string[] => {
  if (happening.what === 'began' && happening.activity === 'undoEffect') {
    const asked = open.get(happening.instance)?.asked;
    const seq = happening.input['seq'] as number;
    if (asked?.at(-1) !== seq) asked?.push(seq);
  }
  if (happening.what !== 'answered' || !happening.outcome.ok) return [];
  if (happening.activity === 'listUndo') {
    const from = happening.input['from'] as Stage | 'all';
    open.set(happening.instance, { from, due: books.due(from, keptOf(happening.input)), asked: [] });
  }
  const seq = happening.input['seq'] as number;
  return happening.activity === 'undoEffect' && !books.isUndone(seq)
    ? [`entry ${seq} is said to be undone and is not`]
    : [];
};

/** Outside is as before when everything was taken back. */
const leftOutside = ({ project, outsideBefore, outsideAfter }: Run, books: Books): string[] => {
  const isTakenBack = project.status === 'aborted' || project.status === 'cancelled';
  if (!isTakenBack || books.left() > 0) return [];
  return [
    ...outsideAfter.filter((line) => !outsideBefore.includes(line)).map((line) => `remains outside: ${line}`),
    ...outsideBefore
      .filter((line) => !outsideAfter.includes(line))
      .map((line) => `of others is gone: ${line}`),
  ];
};

const check = (run: Run): string[] => {
  const books = createBooks();
  const open = new Map<string, Open>();
  const violations = run.happenings.flatMap((happening) => {
    books.follow(happening);
    return followed(happening, books, open);
  });
  return [...violations, ...leftOutside(run, books), ...differences(open)];
};

/** What is taken back is the exact reverse of what was registered and not yet undone; then outside is as before. */
export const compensations: Oracle = {
  name: 'compensations',
  check,
  plant: () => ({
    dispatch: (own) => (task, answer) =>
      own(task, (outcome) => {
        const listed = task.name === 'listUndo' && (outcome as { value?: unknown[] }).value;
        answer(listed ? { ok: true, value: listed.toReversed() } : outcome);
      }),
  }),
};
