import { z } from 'zod';

const recordSchema = z.object({
  id: z.string(),
  parentId: z.string().nullish(),
  type: z.string(),
  name: z.string(),
  /** What the file calls it, where the name is what people read. */
  identifier: z.string().nullish(),
  order: z.number().nullish(),
  state: z.string().nullish(),
  result: z.string().nullish(),
  startTime: z.string().nullish(),
  finishTime: z.string().nullish(),
  log: z.object({ id: z.number().int() }).nullish(),
  issues: z.array(z.object({ type: z.string().nullish(), message: z.string().nullish() })).nullish(),
});
export type TimelineRecord = z.infer<typeof recordSchema>;

/** What a run did: stages, phases, jobs, tasks, as a flat list of a tree. Nothing before it began. */
export const timelineSchema = z.object({ records: z.array(recordSchema).nullish() }).nullable();

export type TimelineNode = { record: TimelineRecord; children: TimelineNode[] };

/** Most levels that a tree has: stage, phase, job, task, and what a task writes of itself. */
const DEPTH = 8;

/** The tree in the order of its records. A cycle, which none should have, ends it. */
export const treeOf = (records: readonly TimelineRecord[]): TimelineNode[] => {
  const below = (parentId: string | undefined, depth: number): TimelineNode[] =>
    depth > DEPTH
      ? []
      : records
          .filter((record) => (record.parentId ?? undefined) === parentId)
          .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
          .map((record) => ({ record, children: below(record.id, depth + 1) }));
  return below(undefined, 0);
};

const CHECKPOINTS: Readonly<Record<string, string>> = {
  'Checkpoint.Approval': 'waits for an approval: give it in Azure DevOps, under Pipelines',
  'Checkpoint.Authorization':
    'waits for the permission to use a service connection or an environment: permit it on the run in Azure DevOps',
};

/** What a run waits for that only a person can give, in words; `undefined` where it goes on by itself. */
export const heldBy = (records: readonly TimelineRecord[]): string | undefined =>
  records.flatMap(({ type, state }) => (state === 'inProgress' ? (CHECKPOINTS[type] ?? []) : []))[0];
