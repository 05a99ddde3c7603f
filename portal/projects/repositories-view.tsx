import { client } from '../api/browser.ts';
import type { RunResult } from '../api/types.ts';
import { Loading, TroubleNote } from '../app/notes.tsx';
import { useLoaded } from '../app/use-loaded.ts';
import { Repositories } from '../results/repositories.tsx';

/** Repositories, services and work items. `version` changes when there may be more. */
export const RepositoriesView = ({
  id,
  result,
  version,
  load,
}: {
  id: string;
  result: RunResult;
  version: number;
  load: (path: string) => Promise<string>;
}) => {
  const { value, trouble, reload } = useLoaded(
    () => client.repositories(id),
    `repositories of ${id}`,
    version,
  );
  if (!value)
    return trouble ? <TroubleNote trouble={trouble} onRetry={reload} /> : <Loading what="the repositories" />;
  return (
    <>
      {trouble && <TroubleNote trouble={trouble} onRetry={reload} />}
      <Repositories result={result} repositories={value} load={load} />
    </>
  );
};
