import type { WorkItemDraft, WorkItemType } from '../../../../factory/domain/work-item.ts';
import { htmlOf, textOfHtml } from './html-text.ts';
import { joinTags, markerTags, plainTags, tagsIn, withTags } from './marker-tags.ts';
import type { ItemType } from './process.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const FIELD = {
  type: 'System.WorkItemType',
  title: 'System.Title',
  description: 'System.Description',
  state: 'System.State',
  tags: 'System.Tags',
  criteria: 'Microsoft.VSTS.Common.AcceptanceCriteria',
  priority: 'Microsoft.VSTS.Common.Priority',
  value: 'Microsoft.VSTS.Common.BusinessValue',
} as const;

const CRITERIA = '<h3>Acceptance criteria</h3>';
const IN_DESCRIPTION = new RegExp(
  `^([\\s\\S]*?)(?:${CRITERIA}([\\s\\S]*?))?(?:<p>Business value: (-?\\d+)</p>)?$`,
);

/** What a type has no field for is told at the end of its description. */
const descriptionOf = (draft: WorkItemDraft, { fields }: ItemType): string =>
  [
    htmlOf(draft.description),
    ...(draft.acceptanceCriteria !== undefined && !fields.has(FIELD.criteria)
      ? [CRITERIA, htmlOf(draft.acceptanceCriteria)]
      : []),
    ...(draft.businessValue !== undefined && !fields.has(FIELD.value)
      ? [`<p>Business value: ${draft.businessValue}</p>`]
      : []),
  ].join('');

const optional = (type: ItemType, field: string, value: string | number | undefined): Fields =>
  value !== undefined && type.fields.has(field) ? { [field]: value } : {};

/** The fields that a draft asks for, given the tags that are there. */
export const fieldsOf = (
  projectId: string,
  draft: WorkItemDraft,
  type: ItemType,
  present: readonly string[] = [],
): Fields => ({
  [FIELD.title]: draft.title,
  [FIELD.description]: descriptionOf(draft, type),
  [FIELD.tags]: joinTags(
    withTags(present, [
      ...draft.tags,
      ...markerTags({ projectId, key: draft.key, type: draft.type, isShared: type.isShared }),
    ]),
  ),
  ...optional(type, FIELD.priority, draft.priority),
  ...optional(
    type,
    FIELD.criteria,
    draft.acceptanceCriteria === undefined ? undefined : htmlOf(draft.acceptanceCriteria),
  ),
  ...optional(type, FIELD.value, draft.businessValue),
});

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};

const numberIn = (fields: Fields, name: string): number | undefined => {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
};

const itself = (fields: Fields, type: ItemType) => {
  const text = textIn(fields, FIELD.description);
  const [, description = text, criteria, value] = IN_DESCRIPTION.exec(text) ?? [];
  const own = type.fields.has(FIELD.criteria) ? textIn(fields, FIELD.criteria) : criteria;
  return {
    description: textOfHtml(description),
    criteria: own === undefined || own === '' ? undefined : textOfHtml(own),
    value: numberIn(fields, FIELD.value) ?? (value === undefined ? undefined : Number(value)),
  };
};

/** The draft that the fields of a work item are, without its parent. */
export const draftOf = (key: string, ours: WorkItemType, type: ItemType, fields: Fields): WorkItemDraft => {
  const { description, criteria, value } = itself(fields, type);
  return {
    key,
    type: ours,
    title: textIn(fields, FIELD.title),
    description,
    ...(criteria === undefined ? {} : { acceptanceCriteria: criteria }),
    priority: numberIn(fields, FIELD.priority) ?? 4,
    ...(value === undefined ? {} : { businessValue: value }),
    tags: plainTags(tagsIn(textIn(fields, FIELD.tags))),
  };
};

const HTML: ReadonlySet<string> = new Set([FIELD.description, FIELD.criteria]);

/** Whether a field says what is wanted; the service may write HTML another way. */
export const isSameField = (name: string, present: unknown, wanted: unknown): boolean =>
  present === wanted ||
  (HTML.has(name) &&
    typeof present === 'string' &&
    typeof wanted === 'string' &&
    textOfHtml(present) === textOfHtml(wanted));
