import { readDrafts } from '../../../../factory/domain/work-item-drafts.ts';
import { hasState } from '../../../../factory/domain/work-item-hierarchy.ts';
import { PortError } from '../../../port-error.ts';
import type { WorkItemTracker } from '../../../ports.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { bodyAs, createDevOpsRest, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace, type PlaceOf } from '../devops-place.ts';
import { createDevOpsIds } from '../devops-projects.ts';
import { remembered } from '../remembered.ts';
import { commitUrl, pullRequestUrl } from './artifact-link.ts';
import { linksOf } from './artifact-links.ts';
import { FIELD } from './draft-fields.ts';
import { draftProblems, ensureWorkItems, readTracked, type Tracked } from './ensure-work-items.ts';
import { addRelation, ARTIFACT_LINK, setFields } from './json-patch.ts';
import { isRemoved, itemTypesSchema, nativeState, processOf, stateOf, type Process } from './process.ts';
import { firstOfKey, type Item } from './read-work-items.ts';
import { deleteWorkItem, updateWorkItem } from './write-work-item.ts';

export type WorkItemTrackerOptions = { http: AzureDevOpsHttp; placeOf: PlaceOf };

const refuse = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  throw new PortError(
    'invalid-configuration',
    `The work items were refused, nothing was written: ${problems.join('; ')}. Correct the plan's work items.`,
  );
};

const named = (items: readonly Item[], keys: readonly string[]): Item[] => {
  const byKey = firstOfKey(items);
  refuse(keys.filter((key) => !byKey.has(key)).map((key) => `${key}: does not exist`));
  return keys.flatMap((key) => byKey.get(key) ?? []);
};

/** Others that hang below what is to go, each with the key of what it hangs below. */
const orphansOf = (items: readonly Item[], gone: readonly Item[]): string[] => {
  const going = new Set(gone.map(({ id }) => id));
  const keys = new Map(items.map(({ id, draft }) => [id, draft.key]));
  return gone.flatMap(({ children, draft }) =>
    children
      .filter((id) => !going.has(id))
      .map((id) => {
        const key = keys.get(id);
        return `#${id}${key === undefined ? '' : ` (${key})`} below ${draft.key}`;
      }),
  );
};

const readProcess = async (rest: DevOpsRest, { organization, project }: DevOpsPlace): Promise<Process> => {
  const path = pathOf(organization, project, '_apis', 'wit', 'workitemtypes');
  return processOf(bodyAs(itemTypesSchema, await rest({ method: 'GET', path })).value);
};

/** Work items in Azure Boards, in the types and states of the project's process, found by tags. */
export const createAzureWorkItemTracker = ({ http, placeOf }: WorkItemTrackerOptions): WorkItemTracker => {
  const rest = createDevOpsRest(http);
  const ids = createDevOpsIds(rest);
  const processes = remembered<Process>();
  const tracked = async (projectId: string): Promise<Tracked> => {
    const place = await placeOf(projectId);
    const { organization, project } = place;
    const process = await processes(`${organization}/${project}`, () => readProcess(rest, place));
    return { rest, place, projectId, process };
  };

  const link = async (
    projectId: string,
    keys: readonly string[],
    name: string,
    urlOf: () => Promise<string>,
  ): Promise<void> => {
    const own = await tracked(projectId);
    const items = named(await readTracked(own), keys);
    const url = await urlOf();
    for (const item of items)
      await updateWorkItem(rest, own.place, own.process, item, ({ relations }) =>
        relations.some((one) => one.url.toLowerCase() === url.toLowerCase())
          ? []
          : [addRelation({ rel: ARTIFACT_LINK, url, attributes: { name } })],
      );
  };

  return {
    async ensureAll(projectId, given) {
      const { drafts, problems } = readDrafts(given);
      refuse(problems);
      const own = await tracked(projectId);
      const items = firstOfKey(await readTracked(own));
      refuse(draftProblems(items, drafts));
      return ensureWorkItems(own, items, drafts);
    },

    async linkCommit(projectId, keys, repository, commit) {
      const place = parseRepositoryName(repository);
      const url = async () => commitUrl(await ids.project(place), await ids.repository(place), commit);
      await link(projectId, keys, 'Fixed in Commit', url);
    },

    async linkPullRequest(projectId, keys, repository, id) {
      const place = parseRepositoryName(repository);
      const url = async () => pullRequestUrl(await ids.project(place), await ids.repository(place), id);
      await link(projectId, keys, 'Pull Request', url);
    },

    async setState(projectId, keys, state) {
      const own = await tracked(projectId);
      const items = named(await readTracked(own), keys);
      refuse(
        items
          .filter(({ draft }) => !hasState(draft.type, state))
          .map(({ draft }) => `${draft.key}: a ${draft.type} has no state ${state}`),
      );
      const wanted = new Map(items.map((item) => [item.id, nativeState(item.type, state)]));
      for (const item of items)
        await updateWorkItem(rest, own.place, own.process, item, (present) =>
          stateOf(present.type, present.state) === state ||
          present.state === wanted.get(item.id) ||
          isRemoved(present.type, present.state)
            ? []
            : setFields({ [FIELD.state]: wanted.get(item.id) }),
        );
    },

    async list(projectId) {
      const own = await tracked(projectId);
      const items = [...firstOfKey(await readTracked(own)).values()];
      const keys = new Map(items.map(({ id, draft }) => [id, draft.key]));
      return Promise.all(
        items.map(async (item) => {
          const parentKey = item.parent === undefined ? undefined : keys.get(item.parent);
          return {
            ...item.draft,
            ...(parentKey === undefined ? {} : { parentKey }),
            id: item.id,
            state: stateOf(item.type, item.state),
            ...(await linksOf(ids, own.place, item)),
          };
        }),
      );
    },

    async remove(projectId, keys) {
      const own = await tracked(projectId);
      const items = await readTracked(own);
      const gone = items.filter(({ draft }) => keys.includes(draft.key));
      const left = orphansOf(items, gone);
      if (left.length > 0)
        throw new PortError(
          'invalid-configuration',
          `The work items were kept: others hang below them, ${left.join(', ')}. Move or remove those first.`,
        );
      for (const { id } of gone.toReversed()) await deleteWorkItem(rest, own.place, id);
    },
  };
};
