import { putBlob, putCommit, putTree } from './git-objects.ts';
import { ZEROS, type Repository } from './repository.ts';
import { setRef } from './update-ref.ts';

const REF = 'refs/heads/main';

/** Makes `main` hold exactly these files, as somebody else pushes them. Answers the commit. */
export const commitFiles = (
  repository: Repository,
  files: Readonly<Record<string, string>>,
  comment = 'Change',
): string => {
  const { store, refs } = repository;
  const before = refs.get(REF);
  const date = new Date('2026-01-01T00:00:00Z');
  const author = { name: 'Ann', email: 'ann@contoso.example', date };
  const entries = Object.entries(files).map(
    ([path, text]) => [path, { mode: '100644', id: putBlob(store, Buffer.from(text)) }] as const,
  );
  const { id } = putCommit(store, {
    treeId: putTree(store, new Map(entries)),
    parents: before === undefined ? [] : [before],
    author,
    committer: author,
    comment,
  });
  setRef(repository, { name: REF, oldObjectId: before ?? ZEROS, newObjectId: id }, date);
  return id;
};
