import type { Wiql } from 'azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js';
import { z } from 'zod';

import type { WorkItemDraft } from '../../../../factory/domain/work-item.ts';
import { bodyAs, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';
import { draftOf, FIELD, type Fields } from './draft-fields.ts';
import { HIERARCHY } from './json-patch.ts';
import { keyIn, projectTag, tagsIn, typeIn } from './marker-tags.ts';
import type { ItemType, Process } from './process.ts';
import { LEVELS } from '../../../../factory/domain/work-item-hierarchy.ts';

/** A work item of the factory as it is now. */
export type Item = {
  id: number;
  rev: number;
  url: string;
  draft: WorkItemDraft;
  type: ItemType;
  /** Its state, as the process calls it. */
  state: string;
  fields: Fields;
  relations: readonly { rel: string; url: string }[];
  parent: number | undefined;
  children: readonly number[];
};

const relationSchema = z.object({ rel: z.string(), url: z.string() });
const itemSchema = z.object({
  id: z.number().int(),
  rev: z.number().int(),
  url: z.string(),
  fields: z.record(z.string(), z.unknown()),
  relations: z.array(relationSchema).nullish(),
});
type Answered = z.infer<typeof itemSchema>;

const queriedSchema = z.object({ workItems: z.array(z.object({ id: z.number().int() })) });
const batchSchema = z.object({ value: z.array(itemSchema.nullable()) });

/** Most ids of one batch. */
const BATCH = 200;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const linked = (relations: readonly { rel: string; url: string }[], rel: string): number[] =>
  relations.filter((one) => one.rel === rel).map(({ url }) => Number(url.split('/').at(-1)));

const typeOf = (fields: Fields, tags: readonly string[], process: Process) =>
  typeIn(tags) ?? LEVELS.find((level) => process[level].name === fields[FIELD.type]);

/** `undefined` for one that the factory did not make. */
const itemOf = ({ id, rev, url, fields, relations }: Answered, process: Process): Item | undefined => {
  const tags = tagsIn(String(fields[FIELD.tags] ?? ''));
  const key = keyIn(tags);
  const ours = typeOf(fields, tags, process);
  if (key === undefined || ours === undefined) return undefined;
  const type = process[ours];
  const links = relations ?? [];
  return {
    id,
    rev,
    url,
    draft: draftOf(key, ours, type, fields),
    type,
    state: String(fields[FIELD.state] ?? ''),
    fields,
    relations: links,
    parent: linked(links, HIERARCHY.parent)[0],
    children: linked(links, HIERARCHY.child),
  };
};

const readBatch = async (
  rest: DevOpsRest,
  { organization, project }: DevOpsPlace,
  ids: readonly number[],
): Promise<Answered[]> => {
  const answer = await rest({
    method: 'POST',
    path: pathOf(organization, project, '_apis', 'wit', 'workitemsbatch'),
    body: { ids, $expand: 'relations', errorPolicy: 'omit' },
  });
  return bodyAs(batchSchema, answer).value.filter((item) => item !== null);
};

/** All work items that carry a project's marker, by number. A key may be there twice: the lowest number is the one. */
export const readWorkItems = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  process: Process,
  projectId: string,
): Promise<Item[]> => {
  const tag = projectTag(projectId);
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = ${quoted(place.project)} AND [System.Tags] CONTAINS ${quoted(tag)} ORDER BY [System.Id]`;
  const answer = await rest({
    method: 'POST',
    path: pathOf(place.organization, place.project, '_apis', 'wit', 'wiql'),
    body: { query } satisfies Wiql,
  });
  const ids = bodyAs(queriedSchema, answer).workItems.map(({ id }) => id);
  const items: Answered[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    items.push(...(await readBatch(rest, place, ids.slice(from, from + BATCH))));
  return items
    .filter(({ fields }) => tagsIn(String(fields[FIELD.tags] ?? '')).includes(tag))
    .flatMap((item) => itemOf(item, process) ?? [])
    .toSorted((a, b) => a.id - b.id);
};

/** One work item as it is now; `undefined` where it is gone or no longer the factory's. */
export const readWorkItem = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  process: Process,
  id: number,
): Promise<Item | undefined> => {
  const [item] = await readBatch(rest, place, [id]);
  return item && itemOf(item, process);
};

/** By key. */
export const firstOfKey = (items: readonly Item[]): Map<string, Item> => {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(item.draft.key)) first.set(item.draft.key, item);
  return first;
};
