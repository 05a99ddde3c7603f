import { expect, it } from 'vitest';

import type { Stage } from '../../../factory/domain/stage.ts';
import {
  entriesFrom,
  undoEntrySchema,
  undoList,
  undoOrder,
  type UndoEntry,
  type UndoState,
} from '../../../factory/domain/undo.ts';

const run = (seq: number, stage: Stage, state: UndoState = 'done', service = 'audit'): UndoEntry => ({
  projectId: 'p',
  seq,
  stage,
  service,
  kind: 'pipeline',
  marker: `m${seq}`,
  args: { key: `m${seq}` },
  state,
});

const written = (seq: number, stage: Stage): UndoEntry => ({
  projectId: 'p',
  seq,
  stage,
  kind: 'artifacts',
  marker: `a${seq}`,
  args: {},
  state: 'done',
});

const seqs = (entries: readonly UndoEntry[]) => entries.map(({ seq }) => seq);

it('undoes in reverse of registration what is not undone, whatever became of it', () => {
  const entries = [
    run(2, 'finalization', 'planned'),
    run(1, 'finalization'),
    run(4, 'deployment', 'failed'),
    run(3, 'deployment', 'undone'),
  ];
  expect(seqs(undoOrder(entries))).toEqual([4, 2, 1]);
});

it('takes a stage and those after it, all, one service or kind of them', () => {
  const entries = [run(1, 'devops'), run(2, 'finalization'), run(3, 'deployment', 'done', 'shipping')];
  expect(seqs(entriesFrom(entries, { from: 'finalization' }))).toEqual([2, 3]);
  expect(seqs(entriesFrom(entries, { from: 'all' }))).toEqual([1, 2, 3]);
  expect(seqs(entriesFrom(entries, { from: 'finalization', service: 'audit' }))).toEqual([2]);
  expect(
    seqs(entriesFrom([...entries, written(4, 'devops')], { from: 'all', kinds: ['artifacts'] })),
  ).toEqual([4]);
  expect(
    seqs(entriesFrom([...entries, written(4, 'devops')], { from: 'devops', keep: ['pipeline'] })),
  ).toEqual([4]);
});

it('leaves the artifacts of completed stages without effects to read when everything is taken back', () => {
  const entries = [written(1, 'quality'), written(2, 'finalization'), run(3, 'finalization')];
  expect(seqs(undoList(entries, { from: 'all' }, ['quality', 'finalization']))).toEqual([3, 2]);
  expect(seqs(undoList(entries, { from: 'all' }, []))).toEqual([3, 2, 1]);
  expect(seqs(undoList(entries, { from: 'quality' }, ['quality']))).toEqual([3, 2, 1]);
});

it('refuses arguments of another kind', () => {
  expect(undoEntrySchema.safeParse(run(1, 'deployment')).success).toBe(true);
  expect(undoEntrySchema.safeParse({ ...run(1, 'deployment'), kind: 'branch' }).success).toBe(false);
  expect(undoEntrySchema.safeParse({ ...run(1, 'deployment'), other: true }).success).toBe(false);
});
