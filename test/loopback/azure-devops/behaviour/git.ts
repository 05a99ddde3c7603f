import { bodyOf, numberOf, textOf, type Behaviours, type Reply } from '../call.ts';
import { historyOf } from '../git/git-objects.ts';
import { commitNamed, repositoryOf } from '../git/repository.ts';
import { refProblem, setRef, type RefUpdate } from '../git/update-ref.ts';
import {
  commitReference,
  commitResource,
  identityResource,
  onlyParameters,
  repositoryUrl,
  versionedCommit,
} from './git-resources.ts';

/** Answers a list with a continuation token while there is more. */
const paged = <Item>(
  items: readonly Item[],
  top: number,
  after: string | undefined,
  keyOf: (item: Item) => string,
): Reply => {
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) >= after);
  const page = start === -1 ? [] : items.slice(start, start + top);
  const next = start === -1 ? undefined : items[start + top];
  return { body: page, headers: next === undefined ? {} : { 'x-ms-continuationtoken': keyOf(next) } };
};

/** References and commits. */
export const git: Behaviours = {
  'git.Refs_List': (call) => {
    onlyParameters(call, 'filter', 'filterContains', '$top', 'continuationToken');
    const repository = repositoryOf(call);
    const [prefix, part] = [`refs/${textOf(call, 'filter') ?? ''}`, textOf(call, 'filterContains') ?? ''];
    const refs = [...repository.refs]
      .filter(([name]) => name.startsWith(prefix) && name.includes(part))
      .map(([name, objectId]) => ({
        name,
        objectId,
        creator: identityResource(call, call.identity),
        url: `${repositoryUrl(call, repository)}/refs?filter=${encodeURIComponent(name.slice('refs/'.length))}`,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return paged(
      refs,
      numberOf(call, '$top') ?? 1_000,
      textOf(call, 'continuationToken'),
      ({ name }) => name,
    );
  },
  'git.Refs_UpdateRefs': (call) => {
    onlyParameters(call);
    const repository = repositoryOf(call);
    const results = bodyOf<RefUpdate[]>(call).map(({ name, oldObjectId, newObjectId }) => {
      const update = { name, oldObjectId, newObjectId };
      const problem = refProblem(repository, update);
      if (!problem) setRef(repository, update, call.now());
      return {
        ...update,
        repositoryId: repository.id,
        success: !problem,
        updateStatus: problem ?? 'succeeded',
      };
    });
    return { body: results };
  },
  'git.Commits_Get': (call) => {
    onlyParameters(call);
    const repository = repositoryOf(call);
    return { body: commitResource(call, repository, commitNamed(repository, call.path['commitId'] ?? '')) };
  },
  'git.Commits_GetCommits': (call) => {
    const criteria = (name: string) => `searchCriteria.${name}`;
    onlyParameters(
      call,
      ...['$top', '$skip', 'itemVersion.version', 'itemVersion.versionType'].map(criteria),
    );
    const repository = repositoryOf(call);
    const tip = versionedCommit(call, repository, criteria('itemVersion'));
    const skip = numberOf(call, criteria('$skip')) ?? 0;
    const page = historyOf(repository.store, tip.id).slice(
      skip,
      skip + (numberOf(call, criteria('$top')) ?? 100),
    );
    return { body: page.map((commit) => commitReference(call, repository, commit)) };
  },
};
