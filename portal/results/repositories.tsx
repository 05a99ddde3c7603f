import type { RunResult } from '../../factory/domain/run-result.ts';
import { CopyButton } from '../artifacts/copy-button.tsx';
import { useText } from '../artifacts/use-text.ts';
import { cloneCommand } from './clone-command.ts';
import { ServiceList } from './service-list.tsx';
import { SUMMARY_PATH, workItemTree } from './work-item-tree.ts';
import { WorkItemList } from './work-items.tsx';

/** A repository of a service, or one that services share. */
export type RepositoryEntry = { name: string; repository: string; commit: string; service?: string };

export type RepositoriesProps = {
  result: RunResult;
  repositories: readonly RepositoryEntry[];
  /** The content of an artifact: the summary tells the work items one by one. */
  load?: (path: string) => Promise<string>;
};

const Repository = ({ entry }: { entry: RepositoryEntry }) => {
  const command = cloneCommand(entry.repository);
  return (
    <li class="repository">
      <h3>{entry.name}</h3>
      <p class="muted">
        {entry.service === undefined ? 'Shared by the services' : `Service ${entry.service}`}
      </p>
      <p class="repository-line">
        <span>Commit</span> <code class="repository-text">{entry.commit}</code>
        <CopyButton text={entry.commit} what={`the commit of ${entry.name}`} />
      </p>
      <p class="repository-line">
        <span>Clone</span> <code class="repository-text">{command}</code>
        <CopyButton text={command} what={`the clone command of ${entry.name}`} />
      </p>
    </li>
  );
};

const counted = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

const countsOf = ({ epics, features, stories, tasks }: RunResult['workItems']): string =>
  [
    counted(epics, 'epic'),
    counted(features, 'feature'),
    counted(stories, 'story', 'stories'),
    counted(tasks, 'task'),
  ].join(', ');

const WorkItems = ({ result, load }: Pick<RepositoriesProps, 'result' | 'load'>) => {
  const summary = result.artifacts.find(({ path }) => path === SUMMARY_PATH);
  const { text, trouble } = useText(load, summary?.path, summary?.sha256);
  const items = text === undefined ? [] : workItemTree(text);
  return (
    <section>
      <h2>Work items</h2>
      <p class="muted">{countsOf(result.workItems)}</p>
      {items.length > 0 && <WorkItemList items={items} />}
      {trouble !== undefined && <p role="alert">They could not be loaded: {trouble}</p>}
      {!summary && result.status === 'running' && (
        <p class="muted">They are listed here, with their commits, when the project is finalised.</p>
      )}
    </section>
  );
};

/** What there is to take along: repositories, what runs, and the work items that led there. */
export const Repositories = ({ result, repositories, load }: RepositoriesProps) => (
  <div class="results">
    <section>
      <h2>Repositories</h2>
      {repositories.length === 0 && <p class="muted">There is no repository yet.</p>}
      <ul class="repositories">
        {repositories.map((entry) => (
          <Repository key={`${entry.repository} ${entry.name}`} entry={entry} />
        ))}
      </ul>
    </section>
    <section>
      <h2>Services</h2>
      <ServiceList services={result.services} />
    </section>
    <WorkItems result={result} {...(load ? { load } : {})} />
  </div>
);
