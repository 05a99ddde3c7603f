import { createHash, randomUUID } from 'node:crypto';

import { bodyOf, projectOf, textOf, type Behaviours, type Call, type Reply } from '../call.ts';
import { refuse } from '../refusal.ts';
import { areaState, type Project } from '../state.ts';

/** A wiki, with the Markdown of its pages by path. */
export type Wiki = { id: string; name: string; type: 'projectWiki'; pages: Map<string, string> };

export const wikisOf = areaState<Project, Wiki[]>(() => []);

const resource = (call: Call, { id, name, type }: Wiki) => ({
  id,
  name,
  type,
  projectId: projectOf(call).id,
  url: `${call.baseUrl}/${call.organization.name}/_apis/wiki/wikis/${id}`,
});

const wikiOf = (call: Call): Wiki => {
  const identifier = call.path['wikiIdentifier'] ?? '';
  return (
    wikisOf(projectOf(call)).find(({ id, name }) => [id, name].includes(identifier)) ??
    refuse(404, 'WikiNotFoundException', `The wiki ${identifier} was not found.`)
  );
};

const pathOf = (call: Call): string => textOf(call, 'path') ?? '/';
const etagOf = (content: string): string => `"${createHash('sha1').update(content).digest('hex')}"`;

const permit = ({ organization }: Call): void => {
  if (organization.denied.has('ContributeWiki'))
    refuse(403, 'WikiAccessDeniedException', 'You need the contribute permission to change the wiki.');
};

const pageAt = (call: Call, path: string): string =>
  wikiOf(call).pages.get(path) ??
  refuse(404, 'WikiPageNotFoundException', `Wiki page '${path}' could not be found.`);

const told = (path: string, content: string, hasContent: boolean): Reply => ({
  body: { path, isParentPage: false, ...(hasContent ? { content } : {}) },
  headers: { etag: etagOf(content) },
});

const checkParent = ({ pages }: Wiki, path: string): void => {
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (parent !== '' && !pages.has(parent))
    refuse(404, 'WikiAncestorPageNotFoundException', `The ancestor page of '${path}' does not exist.`);
};

/** A page that is there is changed only by who names its present tag; one that is not is made. */
const checkTag = (present: string | undefined, given: string | undefined, path: string): void => {
  if (present === undefined && given !== undefined)
    refuse(404, 'WikiPageNotFoundException', `Wiki page '${path}' could not be found.`);
  if (present !== undefined && given === undefined)
    refuse(409, 'WikiPageAlreadyExistsException', `The wiki page '${path}' already exists.`);
  if (present !== undefined && given !== etagOf(present))
    refuse(412, 'WikiPageHasConflictsException', `The page '${path}' was changed by somebody else.`);
};

const write = (call: Call): Reply => {
  permit(call);
  const wiki = wikiOf(call);
  const path = pathOf(call);
  const { content } = bodyOf<{ content: string }>(call);
  if (!/^(?:\/[^/]+)+$/.test(path)) refuse(400, 'ArgumentException', `The path '${path}' is not valid.`);
  const present = wiki.pages.get(path);
  checkTag(present, call.headers['if-match'], path);
  checkParent(wiki, path);
  wiki.pages.set(path, content);
  return { status: present === undefined ? 201 : 200, ...told(path, content, true) };
};

/** Wikis of projects and their pages. */
export const wikis: Behaviours = {
  'wiki.Wikis_List': (call) => ({ body: wikisOf(projectOf(call)).map((wiki) => resource(call, wiki)) }),
  'wiki.Wikis_Create': (call) => {
    permit(call);
    const project = projectOf(call);
    const { name, type, projectId } = bodyOf<{ name: string; type: string; projectId?: string }>(call);
    if (type.toLowerCase() !== 'projectwiki') throw new Error('The loopback server makes no code wikis.');
    if (projectId !== project.id) refuse(400, 'ArgumentException', 'The projectId is needed.');
    if (wikisOf(project).length > 0)
      refuse(409, 'WikiAlreadyExistsException', 'The project has a wiki already.');
    const wiki: Wiki = { id: randomUUID(), name, type: 'projectWiki', pages: new Map() };
    wikisOf(project).push(wiki);
    return { status: 201, body: resource(call, wiki) };
  },
  'wiki.Pages_GetPage': (call) =>
    told(pathOf(call), pageAt(call, pathOf(call)), call.query['includeContent'] === true),
  'wiki.Pages_CreateOrUpdate': write,
  'wiki.Pages_DeletePage': (call) => {
    permit(call);
    const path = pathOf(call);
    const content = pageAt(call, path);
    const { pages } = wikiOf(call);
    for (const one of pages.keys()) if (one === path || one.startsWith(`${path}/`)) pages.delete(one);
    return told(path, content, true);
  },
};
