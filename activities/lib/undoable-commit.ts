import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { Ports } from '../../platform/ports.ts';
import { undoable } from './undoable.ts';

/** A commit to a repository of the customer's project, which is made where it is missing. */
export type Delivery = {
  projectId: string;
  stage?: Stage;
  service?: string;
  /** Whose repository it is: the project's, or one name for all projects. */
  owner: string;
  /** `<organization>/<project>/<name>`, as wanted. */
  repository: string;
  /** Of the commit. */
  key: string;
  message: string;
  files: readonly GeneratedFile[];
  workItemIds: readonly number[];
};

export type Delivered = { name: string; cloneUrl: string; commit: string };

/** Makes the repository and the commit; the ledger knows both before they are there. */
export const undoableCommit = async (
  ports: Pick<Ports, 'undo' | 'sourceControl'>,
  { projectId, stage = 'finalization', service, owner, repository, key, ...commit }: Delivery,
): Promise<Delivered> => {
  const frame = { projectId, stage, ...(service ? { service } : {}) };
  const marker = `repository:${owner}:${repository}`;
  const { name, cloneUrl } = await undoable(
    ports,
    { ...frame, kind: 'repository', marker, args: { owner, name: repository } },
    () => ports.sourceControl.ensureRepository(owner, repository, projectId),
  );
  const before = (await ports.sourceControl.head(name))?.commit;
  const made = await undoable(
    ports,
    {
      ...frame,
      kind: 'branch',
      marker: `branch:${name}:${key}`,
      args: { repository: name, key, ...(before ? { before } : {}) },
    },
    () => ports.sourceControl.commit(name, { key, ...commit }),
  );
  return { name, cloneUrl, commit: made.commit };
};
