import { changeService } from '../../factory/domain/project-transitions.ts';
import type { Project } from '../../factory/domain/project.ts';
import type { UndoEntry, UndoKind } from '../../factory/domain/undo.ts';
import { WORK_ITEM_STATES, type WorkItemState } from '../../factory/domain/work-item.ts';
import type { Ports } from '../../platform/ports.ts';
import { requireProject } from './require-project.ts';
import { counted } from './counted.ts';

export type UndoPorts = Pick<
  Ports,
  | 'projects'
  | 'artifacts'
  | 'sourceControl'
  | 'workItems'
  | 'documentation'
  | 'pipelines'
  | 'runtime'
  | 'knowledge'
  | 'undo'
>;

type Entry<K extends UndoKind> = Extract<UndoEntry, { kind: K }>;
type UndoActions = {
  /** Takes the effect back and says what came of it. Must find what is left to do: it may run again. */
  [K in UndoKind]: (ports: UndoPorts, entry: Entry<K>, reason: string) => Promise<string>;
};

const shortName = (repository: string): string => repository.split('/').at(-1) ?? repository;

/** The project document says no longer what was taken back. */
const withoutRepository = (project: Project, name: string): Project => ({
  ...changeService(project, name, { repository: '', commit: '' }),
  repositories: project.repositories.filter((other) => other.name !== name),
});

const forget = ({ projects }: UndoPorts, { projectId, args }: Entry<'repository'>) =>
  projects.update(projectId, (project) => withoutRepository(project, shortName(args.name)));

const restoreStates = async (
  { workItems }: UndoPorts,
  projectId: string,
  before: readonly { key: string; state: WorkItemState }[],
): Promise<number> => {
  const existing = new Set((await workItems.list(projectId)).map(({ key }) => key));
  for (const state of WORK_ITEM_STATES) {
    const keys = before.filter((one) => one.state === state && existing.has(one.key)).map(({ key }) => key);
    await workItems.setState(projectId, keys, state);
  }
  return before.filter(({ key }) => existing.has(key)).length;
};

/** How each kind of effect is taken back. */
export const undoActions: UndoActions = {
  async repository(ports, entry) {
    const { projectId, args } = entry;
    const removed = await ports.sourceControl.removeRepository(args.owner, args.name, projectId);
    await forget(ports, entry);
    return removed ? `${removed} removed` : `no repository for ${args.name} is left of this project`;
  },

  async branch({ sourceControl, projects }, { projectId, service, args }) {
    const hasMoved = await sourceControl.resetBranch(args.repository, args.key, args.before);
    await projects.update(projectId, (project) => changeService(project, service ?? '', { commit: '' }));
    if (!hasMoved) return `main of ${args.repository} holds no commit of this project`;
    return `main of ${args.repository} is back ${args.before ? `at ${args.before.slice(0, 10)}` : 'to nothing'}`;
  },

  async 'pull-request'({ sourceControl }, { args }) {
    const wasActive = await sourceControl.abandonPullRequest(args.repository, args.key);
    return wasActive ? `abandoned in ${args.repository}` : `none is active in ${args.repository}`;
  },

  async 'work-items'({ workItems, projects }, { projectId, args }) {
    await workItems.remove(projectId, args.keys);
    const none = { epics: 0, features: 0, stories: 0, tasks: 0 };
    await projects.update(projectId, (project) => ({ ...project, workItems: none }));
    return `${counted(args.keys.length, 'work item')} removed`;
  },

  async 'work-item-states'(ports, { projectId, args }) {
    const count = await restoreStates(ports, projectId, args.states);
    return `${counted(count, 'work item')} in the state before`;
  },

  async wiki({ documentation }, { projectId }) {
    await documentation?.remove(projectId);
    return documentation ? 'pages of the project removed' : 'this factory writes no wiki';
  },

  async pipeline({ pipelines }, { args }) {
    await pipelines.remove(args.key);
    return 'run removed';
  },

  async deployment({ runtime, projects }, { projectId, args }) {
    const left = await runtime.restore(projectId, args.service, args.commit);
    const facts = { endpoint: left?.endpoint ?? '', running: left?.running ?? false };
    await projects.update(projectId, (project) => changeService(project, args.service, facts));
    if (!left) return `${args.service} stopped, no revision was before`;
    return `${args.service} ${left.running ? 'runs' : 'is stopped'} at ${left.commit.slice(0, 10)}`;
  },

  async knowledge({ knowledge }, { args }) {
    await knowledge.remove(args.id);
    return `${args.id} forgotten`;
  },

  async artifacts({ artifacts, projects }, { projectId, stage }, reason) {
    const { amended } = await requireProject(projects, projectId);
    const count = await artifacts.discard(projectId, stage, reason, amended);
    return `${counted(count, 'artifact')} discarded, hash and reason kept`;
  },
};

/** Takes one effect back, unless other projects rely on it: then it stays, and why is kept. */
export const takeBack = async (
  ports: UndoPorts,
  entry: UndoEntry,
  reason: string,
): Promise<{ output: string; kept?: string }> => {
  const others = await ports.undo.sharers(entry.projectId, entry.marker);
  if (others > 0) {
    if (entry.kind === 'repository') await forget(ports, entry);
    const kept = `kept: ${counted(others, 'other project')} ${others === 1 ? 'relies' : 'rely'} on it`;
    return { output: kept, kept };
  }
  const undo = undoActions[entry.kind] as (
    ports: UndoPorts,
    entry: UndoEntry,
    reason: string,
  ) => Promise<string>;
  return { output: await undo(ports, entry, reason) };
};
