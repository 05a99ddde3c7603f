import type { RunResult } from '../../../factory/domain/run-result.ts';
import { treeOf } from './factory-cli.ts';

/** Every repository of a run, those of its services and those of the solution, by name. */
export const repositoriesOf = ({ services, repositories }: RunResult): Record<string, string> =>
  Object.fromEntries([...services, ...repositories].map(({ name, repository }) => [name, repository]));

/** What the tips of all repositories of a run hold, by name. */
export const treesOf = (run: RunResult): Record<string, string> =>
  Object.fromEntries(
    Object.entries(repositoriesOf(run)).map(([name, repository]) => [name, treeOf(repository)]),
  );
