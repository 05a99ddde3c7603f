import type { WikiPageCreateOrUpdateParameters } from 'azure-devops-node-api/interfaces/WikiInterfaces.js';
import { z } from 'zod';

import { PortError } from '../../../port-error.ts';
import type { ProjectWiki, WikiPage } from '../../../ports.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { bodyAs, createDevOpsRest, listOf, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace, type PlaceOf } from '../devops-place.ts';
import { createDevOpsIds, type DevOpsIds } from '../devops-projects.ts';

export type ProjectWikiOptions = { http: AzureDevOpsHttp; placeOf: PlaceOf };

const wikiSchema = z.object({ id: z.string(), type: z.string() });
const pageSchema = z.object({ content: z.string().nullish() });

/** The page below which every project has one. */
const ROOT = '/Software factory';
const ROOT_PAGE: WikiPage = {
  path: ROOT,
  content: 'What the software factory builds for this project. It writes the pages below this one.\n',
};

/** How often somebody else may write a page first. */
const TRIES = 4;

type Wiki = { rest: DevOpsRest; path: string };

const wikisPath = ({ organization, project }: DevOpsPlace): string =>
  pathOf(organization, project, '_apis', 'wiki', 'wikis');

/** The wiki of the project; it has one at most. */
const findWiki = async (rest: DevOpsRest, place: DevOpsPlace): Promise<string | undefined> => {
  const answer = await rest({ method: 'GET', path: wikisPath(place) });
  return bodyAs(listOf(wikiSchema), answer).value.find(({ type }) => type.toLowerCase() === 'projectwiki')
    ?.id;
};

const ensureWiki = async (rest: DevOpsRest, ids: DevOpsIds, place: DevOpsPlace): Promise<string> => {
  const present = await findWiki(rest, place);
  if (present !== undefined) return present;
  const projectId = await ids.project(place);
  const answer = await rest({
    method: 'POST',
    path: wikisPath(place),
    body: { name: `${place.project}.wiki`, type: 'projectWiki', projectId },
    expected: [409],
  });
  if (answer.status < 300) return bodyAs(wikiSchema, answer).id;
  const other = await findWiki(rest, place);
  if (other === undefined) throw new PortError('transient', 'The wiki of the project is being made.');
  return other;
};

/** A page and the tag that a change of it must name; `undefined` where there is none. */
const readPage = async ({ rest, path }: Wiki, page: string) => {
  const answer = await rest({
    method: 'GET',
    path,
    query: { path: page, includeContent: true },
    expected: [404],
  });
  if (answer.status === 404) return undefined;
  return { content: bodyAs(pageSchema, answer).content ?? '', etag: answer.headers.get('etag') ?? '' };
};

/** Makes a page read so, on top of whatever somebody else made of it. */
const writePage = async (wiki: Wiki, { path: page, content }: WikiPage): Promise<void> => {
  for (let time = 1; time <= TRIES; time += 1) {
    const present = await readPage(wiki, page);
    if (present?.content === content) return;
    const { status } = await wiki.rest({
      method: 'PUT',
      path: wiki.path,
      query: { path: page },
      body: { content } satisfies WikiPageCreateOrUpdateParameters,
      ...(present ? { headers: { 'if-match': present.etag } } : {}),
      expected: [409, 412],
    });
    if (status < 300) return;
  }
  throw new PortError('transient', `The wiki page ${page} is being changed by others.`);
};

/** A page and those above it that are only there to hold it, top first. */
const withParents = (page: WikiPage): WikiPage[] => {
  const parts = page.path.split('/').slice(0, -1);
  const above = parts.map((part, index) => ({
    path: parts.slice(0, index + 1).join('/'),
    content: `${part}\n`,
  }));
  return [...above, page];
};

const projectPage = (projectId: string): string => `${ROOT}/${projectId}`;

/** Top first, each path once: a page of its own before one that only holds others. */
const inOrder = (projectId: string, pages: readonly WikiPage[]): WikiPage[] => {
  const wanted = new Map(pages.map((page) => [page.path, page]));
  const all = [{ path: '', content: `${projectId}\n` }, ...pages.flatMap(withParents)];
  const byPath = new Map(all.map(({ path, content }) => [path, wanted.get(path) ?? { path, content }]));
  return [...byPath.values()]
    .toSorted((a, b) => a.path.split('/').length - b.path.split('/').length || a.path.length - b.path.length)
    .map(({ path, content }) => ({
      path: `${projectPage(projectId)}${path === '' ? '' : `/${path}`}`,
      content,
    }));
};

/** Documentation in the wiki of the Azure DevOps project, below one page per project of the factory. */
export const createAzureProjectWiki = ({ http, placeOf }: ProjectWikiOptions): ProjectWiki => {
  const rest = createDevOpsRest(http);
  const ids = createDevOpsIds(rest);
  const wikiAt = (place: DevOpsPlace, id: string): Wiki => ({
    rest,
    path: pathOf(place.organization, place.project, '_apis', 'wiki', 'wikis', id, 'pages'),
  });

  return {
    async publish(projectId, pages) {
      const place = await placeOf(projectId);
      const wiki = wikiAt(place, await ensureWiki(rest, ids, place));
      if ((await readPage(wiki, ROOT)) === undefined) await writePage(wiki, ROOT_PAGE);
      for (const page of inOrder(projectId, pages)) await writePage(wiki, page);
      return projectPage(projectId);
    },
    async remove(projectId) {
      const place = await placeOf(projectId);
      const id = await findWiki(rest, place);
      if (id === undefined) return;
      const { path } = wikiAt(place, id);
      await rest({ method: 'DELETE', path, query: { path: projectPage(projectId) }, expected: [404] });
    },
  };
};
