import { pullRequestsOf } from '../git/pull-request.ts';
import { findRepository } from '../git/repository.ts';
import { refuse } from '../refusal.ts';
import { findProject } from '../state.ts';
import { CHILD, findWorkItem, PARENT, workItemsOf, type Relation, type WorkItem } from './work-item-state.ts';

const invalid = (message: string): never => refuse(400, 'WorkItemLinkException', message);

const GUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** The addresses of artifacts by the name that their link must have; ids are GUIDs, their slashes encoded. */
const ARTIFACTS: Readonly<Record<string, RegExp>> = {
  'Fixed in Commit': new RegExp(`^vstfs:///Git/Commit/(${GUID})%2F(${GUID})%2F([0-9a-f]{40})$`),
  'Pull Request': new RegExp(`^vstfs:///Git/PullRequestId/(${GUID})%2F(${GUID})%2F(\\d+)$`),
  Branch: new RegExp(`^vstfs:///Git/Ref/(${GUID})%2F(${GUID})%2FGB(.+)$`),
  Build: /^vstfs:\/\/\/Build\/Build\/(\d+)$/,
};

/** Whether what a commit link names is there; other artifacts are not looked for. */
const exists = ({ project }: WorkItem, name: string, ids: readonly string[]): boolean => {
  if (name !== 'Fixed in Commit') return true;
  const [projectId = '', repositoryId = '', commit = ''] = ids;
  const owner = findProject(project.organization, projectId);
  return owner !== undefined && findRepository(owner, repositoryId)?.store.commits.has(commit) === true;
};

const checkArtifact = (item: WorkItem, { url, attributes }: Relation): void => {
  const name = String(attributes?.['name'] ?? '');
  const [, ...ids] = ARTIFACTS[name]?.exec(url) ?? [];
  if (ids.length === 0) invalid(`VS403441: The artifact link ${url} is malformed, or its name is.`);
  if (!exists(item, name, ids)) invalid(`VS403442: The target of ${url} does not exist.`);
};

const numberIn = (url: string): number =>
  Number(/\/_apis\/wit\/workItems\/(\d+)$/i.exec(url)?.[1] ?? Number.NaN);

const ancestors = (item: WorkItem): number[] => {
  const parent = item.relations.find(({ rel }) => rel === PARENT);
  if (!parent) return [];
  const id = numberIn(parent.url);
  const above = workItemsOf(item.project.organization).get(id);
  return above ? [id, ...ancestors(above)] : [id];
};

const base = (url: string): string => url.slice(0, url.lastIndexOf('/') + 1);

const addParent = (item: WorkItem, relation: Relation): void => {
  const id = numberIn(relation.url);
  if (Number.isNaN(id)) invalid(`VS403443: ${relation.url} is no work item.`);
  const parent = findWorkItem(item.project.organization, id);
  if (item.relations.some(({ rel }) => rel === PARENT))
    invalid('TF201036: You cannot add a Child link: a work item can have only one Parent link.');
  if (id === item.id || ancestors(parent).includes(item.id))
    invalid('TF201035: You cannot add this link because it would result in a circular relationship.');
  parent.relations.push({ rel: CHILD, url: `${base(relation.url)}${item.id}` });
  parent.rev += 1;
};

/** A pull request shows the work items that are linked with it, whoever linked them. */
const showInPullRequest = ({ id, project }: WorkItem, { url }: Relation): void => {
  const [, projectId = '', repositoryId = '', number] = ARTIFACTS['Pull Request']?.exec(url) ?? [];
  const owner = findProject(project.organization, projectId);
  const repository = owner && findRepository(owner, repositoryId);
  const request = repository && pullRequestsOf(repository).get(Number(number));
  if (request && !request.workItemIds.includes(String(id))) request.workItemIds.push(String(id));
};

export const linkRelation = (item: WorkItem, relation: Relation): void => {
  if (item.relations.some(({ rel, url }) => rel === relation.rel && url === relation.url))
    refuse(400, 'RelationAlreadyExistsException', 'VS402335: The relation already exists.');
  if (relation.rel === PARENT) addParent(item, relation);
  else if (relation.rel === 'ArtifactLink') checkArtifact(item, relation);
  else invalid(`VS403444: The relation type ${relation.rel} is not known here.`);
  item.relations.push(relation);
  showInPullRequest(item, relation);
};

export const unlinkRelation = (item: WorkItem, index: number): void => {
  const [relation] = item.relations.splice(index, 1);
  if (relation?.rel !== PARENT) return;
  const parent = workItemsOf(item.project.organization).get(numberIn(relation.url));
  if (parent) parent.relations = parent.relations.filter(({ url }) => numberIn(url) !== item.id);
};
