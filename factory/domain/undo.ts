import { z } from 'zod';

import { STAGES, stageSchema, type Stage } from './stage.ts';
import { workItemStateSchema } from './work-item.ts';

const name = z.string().min(1);

/** What every entry of the undo ledger says, whatever its kind. */
const entry = {
  projectId: name.describe('The project.'),
  seq: z.number().int().positive().describe('Order of registration in the project, from 1.'),
  stage: stageSchema.describe('The stage in which it was done.'),
  service: z.string().optional().describe('The service it was done for, absent when for all.'),
  marker: name
    .max(500)
    .describe(
      'Names the effect, so that doing and undoing find it; shared effects have one for all projects.',
    ),
  state: z
    .enum(['planned', 'done', 'undone', 'failed'])
    .describe('`planned`: it may have happened. `failed`: taking it back did not succeed.'),
  reason: z.string().optional().describe('Why taking it back failed, or why it was kept.'),
};

/** An effect outside the project's own records, and what takes it back. Written before the effect happens. */
export const undoEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...entry,
    kind: z.literal('repository'),
    args: z
      .strictObject({ owner: name, name })
      .describe('What it was asked for with; its own name may have a number.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('branch'),
    args: z
      .strictObject({
        repository: name,
        key: name,
        before: name.optional().describe('Where `main` was before, absent when there was none.'),
      })
      .describe('The commit on `main` under this key.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('pull-request'),
    args: z.strictObject({ repository: name, key: name }).describe('The pull request under this key.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('work-items'),
    args: z.strictObject({ keys: z.array(name).describe('Those that did not exist before.') }),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('work-item-states'),
    args: z.strictObject({
      states: z
        .array(z.strictObject({ key: name, state: workItemStateSchema }))
        .describe('As they were before.'),
    }),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('wiki'),
    args: z.strictObject({}).describe('All pages of the project.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('pipeline'),
    args: z.strictObject({ key: name }).describe('The run under this key.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('deployment'),
    args: z.strictObject({ service: name, commit: name }).describe('What was deployed.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('knowledge'),
    args: z.strictObject({ id: name }).describe('The entry of the knowledge base.'),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('artifacts'),
    args: z.strictObject({}).describe('All that the stage wrote.'),
  }),
]);
export type UndoEntry = z.infer<typeof undoEntrySchema>;
export type UndoKind = UndoEntry['kind'];
export type UndoState = UndoEntry['state'];

type Planned<T> = T extends unknown ? Omit<T, 'seq' | 'state' | 'reason'> : never;

/** An effect that is about to happen. */
export type UndoPlan = Planned<UndoEntry>;

/** What a compensation is told of an entry: enough to ask for it and to name it. */
export type UndoReference = { seq: number; kind: UndoKind; marker: string };

/** What a compensation could not take back. Kind `ledger`: the ledger itself could not be read. */
export type FailedUndo = { kind: UndoKind | 'ledger'; marker: string; reason: string };

/** What is taken back: a stage and those after it, or everything. */
export const undoFromSchema = z.union([stageSchema, z.literal('all')]);
export type UndoFrom = z.infer<typeof undoFromSchema>;

/**
 * Which entries: `service` and `kinds` narrow to what was done for one service, or is of these kinds; those of the kinds in
 * `keep` stay.
 */
export type UndoSelection = {
  from: UndoFrom;
  service?: string;
  kinds?: readonly UndoKind[];
  keep?: readonly UndoKind[];
};

/** Those of a stage and the stages after it. */
export const entriesFrom = (entries: readonly UndoEntry[], selection: UndoSelection): UndoEntry[] => {
  const { from, service, kinds, keep = [] } = selection;
  const first = from === 'all' ? 0 : STAGES.indexOf(from);
  return entries
    .filter(({ stage }) => STAGES.indexOf(stage) >= first)
    .filter((one) => service === undefined || one.service === service)
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .filter(({ kind }) => !keep.includes(kind));
};

/** What is still to be taken back, the last one first. */
export const undoOrder = (entries: readonly UndoEntry[]): UndoEntry[] =>
  entries.filter(({ state }) => state !== 'undone').toSorted((a, b) => b.seq - a.seq);

/**
 * What a compensation takes back, in its order. Where everything is, the artifacts of stages that completed and did nothing
 * outside stay: they are what a person reads to see how it came to this, and they still hold.
 */
export const undoList = (
  entries: readonly UndoEntry[],
  selection: UndoSelection,
  completed: readonly Stage[],
): UndoEntry[] => {
  const hadEffects = new Set(entries.filter(({ kind }) => kind !== 'artifacts').map(({ stage }) => stage));
  return undoOrder(entriesFrom(entries, selection)).filter(
    ({ kind, stage }) =>
      selection.from !== 'all' || kind !== 'artifacts' || hadEffects.has(stage) || !completed.includes(stage),
  );
};
