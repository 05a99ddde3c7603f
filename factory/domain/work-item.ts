import { z } from 'zod';

export const workItemTypeSchema = z.enum(['Epic', 'Feature', 'User Story', 'Task']);
export type WorkItemType = z.infer<typeof workItemTypeSchema>;

export const WORK_ITEM_STATES = ['New', 'Active', 'Resolved', 'Closed'] as const;
export const workItemStateSchema = z.enum(WORK_ITEM_STATES);
export type WorkItemState = z.infer<typeof workItemStateSchema>;

/** A work item as the factory wants it. `key` is its identity in the plan (`R2.S1`), found again after a crash. */
export const workItemDraftSchema = z.strictObject({
  key: z.string().min(1),
  type: workItemTypeSchema,
  title: z.string().min(1).max(255),
  description: z.string(),
  acceptanceCriteria: z.string().optional(),
  /** `Microsoft.VSTS.Common.Priority`, 1 (highest) to 4. */
  priority: z.number().int().min(1).max(4),
  businessValue: z.number().int().optional(),
  parentKey: z.string().optional(),
  tags: z.array(z.string()),
});
export type WorkItemDraft = z.infer<typeof workItemDraftSchema>;

export type WorkItem = WorkItemDraft & {
  /** Number in the tracker. */
  id: number;
  state: WorkItemState;
  /** Linked commits: repository and object id. */
  commits: { repository: string; commit: string }[];
  /** Linked pull requests: repository and number. Absent where there is none. */
  pullRequests?: { repository: string; id: number }[];
};
