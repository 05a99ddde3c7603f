import { workItemDraftSchema, type WorkItemDraft } from './work-item.ts';

/** Validated drafts, with a fixed order of properties, so that equal drafts have equal text; or what is wrong with them, one line each. */
export const readDrafts = (
  drafts: readonly WorkItemDraft[],
): { drafts: WorkItemDraft[]; problems: string[] } => {
  const problems: string[] = [];
  const keys = new Set<string>();
  const read = drafts.flatMap((draft) => {
    if (keys.has(draft.key)) problems.push(`${draft.key}: given twice`);
    keys.add(draft.key);
    const result = workItemDraftSchema.safeParse(draft);
    if (result.success) return [result.data];
    problems.push(
      ...result.error.issues.map(({ path, message }) => `${draft.key}: ${path.join('.')}: ${message}`),
    );
    return [];
  });
  return { drafts: read, problems };
};
