import { workItemTypeSchema, type WorkItemType } from '../../../../factory/domain/work-item.ts';

/** Tags by which a work item is found again: whose it is, which of the plan's, and as what where its type does not say. */
export const projectTag = (projectId: string): string => `factory:${projectId}`;

const KEY = 'factory-key:';
const TYPE = 'factory-type:';

const isMarker = (tag: string): boolean =>
  tag.startsWith('factory:') || tag.startsWith(KEY) || tag.startsWith(TYPE);

/** `System.Tags` is one text. */
export const tagsIn = (text: string): string[] =>
  text
    .split(';')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

export const joinTags = (tags: readonly string[]): string => tags.join('; ');

/** A tag of Azure DevOps holds neither of these. */
export const isTaggable = (text: string): boolean => !/[;,]/.test(text);

type Marked = { projectId: string; key: string; type: WorkItemType; isShared: boolean };

export const markerTags = ({ projectId, key, type, isShared }: Marked): string[] => [
  projectTag(projectId),
  `${KEY}${key}`,
  ...(isShared ? [`${TYPE}${type}`] : []),
];

const after = (prefix: string, tags: readonly string[]): string | undefined =>
  tags.find((tag) => tag.startsWith(prefix))?.slice(prefix.length);

export const keyIn = (tags: readonly string[]): string | undefined => after(KEY, tags);

export const typeIn = (tags: readonly string[]): WorkItemType | undefined =>
  workItemTypeSchema.safeParse(after(TYPE, tags)).data;

/** Those that people and plans gave. */
export const plainTags = (tags: readonly string[]): string[] => tags.filter((tag) => !isMarker(tag));

/** What is there, and what is missing of the wanted: tags of people stay, and case does not matter. */
export const withTags = (present: readonly string[], wanted: readonly string[]): string[] => {
  const known = new Set(present.map((tag) => tag.toLowerCase()));
  return [...present, ...wanted.filter((tag) => !known.has(tag.toLowerCase()))];
};
