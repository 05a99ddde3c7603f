import type { AzureDevOps } from '../observe/azure-devops.ts';
import type { Observation } from '../observe/observation.ts';
import { difference, type Oracle } from './oracle.ts';
import { restOracles } from './rest-oracles.ts';

/** What a cancelled project is held against: the workspace before it began, and which project it is. */
export type Before = { workspace: Observation; project: string };

/** Every detail, ids included. */
const everything = ({ repositories, workItems, pipelineRuns }: AzureDevOps): string[] =>
  [...repositories, ...workItems, ...pipelineRuns].map((one) => JSON.stringify(one));

const ended = /:project\.(?:completed|failed|cancelled|aborted)/;

const undoActions = ({ records }: Observation, project: string): { seq: number; id: string }[] =>
  records.actions.flatMap((id) => {
    const seq = id.startsWith(`${project}:`) ? /:undo-[a-z-]+-(\d+):/.exec(id)?.[1] : undefined;
    return seq === undefined ? [] : [{ seq: Number(seq), id }];
  });

const ledgerOf = ({ records }: Observation, project: string) =>
  records.ledger.filter((entry) => entry.project === project);

/** A project that was cancelled after effects. */
export const compensationOracles: readonly Oracle<Before>[] = [
  {
    name: 'cancelled',
    check: ({ records }, { project }) =>
      records.projects[project] === 'cancelled'
        ? []
        : [`the project is ${records.projects[project] ?? 'gone'}`],
  },
  {
    name: 'one end',
    check: ({ records }, { project }) => {
      const ends = records.events.filter((id) => id.startsWith(`${project}:`) && ended.test(id));
      return ends.length === 1 ? [] : [`${ends.length} ends: ${ends.join(', ')}`];
    },
  },
  {
    name: 'Azure DevOps as before',
    check: (seen, { workspace }) => difference(everything(seen.devOps), everything(workspace.devOps)),
  },
  {
    name: 'what was before',
    check: ({ records }, { workspace, project }) => {
      const others = (list: readonly string[]) => list.filter((one) => !one.includes(project));
      return difference(
        others([...records.artifacts, ...records.knowledge, ...records.events]),
        [workspace.records.artifacts, workspace.records.knowledge, workspace.records.events].flat(),
      );
    },
  },
  {
    name: 'all taken back',
    check: (seen, { project }) =>
      ledgerOf(seen, project)
        .filter(({ kind, state }) => state !== 'undone' && kind !== 'artifacts')
        .map(({ marker, state }) => `${marker} is ${state}`),
  },
  {
    name: 'once each',
    check: (seen, { project }) =>
      difference(
        undoActions(seen, project).map(({ seq }) => String(seq)),
        ledgerOf(seen, project)
          .filter(({ state }) => state === 'undone')
          .map(({ seq }) => String(seq)),
      ),
  },
  {
    name: 'in reverse',
    check: (seen, { project }) => {
      const order = undoActions(seen, project).map(({ seq }) => seq);
      const sorted = order.toSorted((a, b) => b - a);
      return order.join() === sorted.join() ? [] : [`taken back as ${order.join(', ')}`];
    },
  },
  ...restOracles,
];
