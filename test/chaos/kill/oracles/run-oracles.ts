import type { Observation } from '../observe/observation.ts';
import { difference, type Oracle } from './oracle.ts';
import { restOracles } from './rest-oracles.ts';

type Texts = (observation: Observation) => readonly string[];

/** Without what differs from run to run: ids of projects and of commits, which hold the time. */
const sameInEveryRun = (text: string, projects: readonly string[]): string =>
  projects
    .reduce((result, id, index) => result.replaceAll(id, `project-${index + 1}`), text)
    .replaceAll(/\b[0-9a-f]{40}\b/g, '<commit>')
    .replaceAll(/(?<=^pipeline:.*-|^run .*-)[0-9a-f]{12}(?=-\d)/g, '<commit>');

/** An oracle that holds texts of a run against those of an undisturbed one. */
const equal = (name: string, texts: Texts): Oracle<Observation> => {
  const comparable = (one: Observation): string[] => {
    const projects = Object.keys(one.records.projects);
    return texts(one).map((text) => sameInEveryRun(text, projects));
  };
  return { name, check: (seen, expected) => difference(comparable(seen), comparable(expected)) };
};

/** A finished run against an undisturbed run of the same definition. */
export const runOracles: readonly Oracle<Observation>[] = [
  equal('status', ({ records }) => Object.entries(records.projects).map(([id, status]) => `${id} ${status}`)),
  equal('repositories', ({ devOps }) =>
    devOps.repositories.flatMap(({ name, refs }) => [name, ...refs.map((ref) => `${name} ${ref}`)]),
  ),
  equal('trees', ({ devOps }) =>
    devOps.repositories.flatMap(({ name, refs, commits }) =>
      refs.map(
        (ref) => `${name} ${commits.find(({ id }) => ref.endsWith(id))?.tree.slice(0, 16) ?? 'no tree'}`,
      ),
    ),
  ),
  equal('commits', ({ devOps }) =>
    devOps.repositories.flatMap(({ name, commits }) => commits.map(({ key }) => `${name} ${key}`)),
  ),
  equal('work items', ({ devOps }) =>
    devOps.workItems.map((item) =>
      [item.project, item.key, item.state, item.draft, ...item.commits.toSorted()].join(' '),
    ),
  ),
  equal('pipeline runs', ({ devOps }) =>
    devOps.pipelineRuns.map(({ key, status, steps }) => `run ${key} ${status} ${steps} steps`),
  ),
  equal('undo ledger', ({ records }) => records.ledger.map(({ marker, state }) => `${marker} ${state}`)),
  equal('events', ({ records }) => records.events),
  equal('audit trail', ({ records }) => records.actions),
  equal('artifacts', ({ records }) => [...records.artifacts, ...records.knowledge]),
  ...restOracles,
];
