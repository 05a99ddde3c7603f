import type { Ports } from '../../../platform/ports.ts';
import { observeAzureDevOps } from '../kill/observe/azure-devops.ts';

/** What a project left, in lines that are the same in every run of it. */
export type Left = {
  status: string;
  /** Texts of what is outside, each effect a line. */
  outside: readonly string[];
  trees: readonly string[];
  /** `<marker> <state>`. */
  ledger: readonly string[];
  /** Ends of the project that were told. */
  ends: readonly string[];
  /** `<stage> <path>`. */
  artifacts: readonly string[];
};

const END = /^project\.(?:completed|failed|cancelled|aborted)$/;

/** Without ids of commits, which hold the time. */
const stable = (text: string): string =>
  text.replaceAll(/\b[0-9a-f]{40}\b/g, '<commit>').replaceAll(/-[0-9a-f]{12}(?=-\d)/g, '-<commit>');

export const observe = async (
  ports: Ports,
  workspace: string,
  runtime: readonly string[],
  projectId: string,
): Promise<Left> => {
  const { repositories, workItems, pipelineRuns } = observeAzureDevOps(workspace);
  const events = await ports.journal.read(projectId, 0, 100_000);
  const ledger = await ports.undo.list(projectId);
  const artifacts = await ports.artifacts.list(projectId);
  const remembered = await ports.knowledge.query('project', ['project'], 100);
  return {
    status: (await ports.projects.get(projectId))?.project.status ?? 'gone',
    outside: [
      ...repositories.flatMap(({ name, commits }) => [
        `repository ${name}`,
        ...commits.map(({ key }) => `commit ${name} ${key}`),
      ]),
      ...workItems.map(({ key, state, commits }) => `work item ${key} ${state} ${commits.join(' ')}`),
      ...pipelineRuns.map(({ key, status, steps }) => `pipeline run ${key} ${status} ${steps}`),
      ...runtime.map((line) => `deployment ${line}`),
      ...remembered.map(({ id }) => `knowledge ${id}`),
    ].map(stable),
    trees: repositories.flatMap(({ name, commits }) => commits.map(({ tree }) => `${name} ${tree}`)),
    ledger: ledger.map(({ marker, state }) => stable(`${marker} ${state}`)),
    ends: events.filter(({ event }) => END.test(event.type)).map(({ event }) => event.type),
    artifacts: artifacts.map(({ path, stage }) => `${stage} ${path}`),
  };
};
