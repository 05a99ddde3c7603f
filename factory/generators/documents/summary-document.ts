import type { GeneratedFile } from '../../domain/artifact.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import type { Project } from '../../domain/project.ts';
import { STAGES, stageTitles } from '../../domain/stage.ts';
import type { WorkItem } from '../../domain/work-item.ts';
import { bullets, code, document, quote, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { unrealisedSection } from './unrealised-section.ts';

type ServiceResult = Project['services'][number];

/** Milliseconds for people: `4.2 s`, `2 min 5 s`. */
const duration = (ms: number): string => {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

const elapsed = (from: string, to: string | undefined): string =>
  to ? duration(Date.parse(to) - Date.parse(from)) : 'still running';

const stageRows = ({ stages }: Project): string[][] =>
  STAGES.map((name) => {
    const stage = stages[name];
    return stage
      ? [stageTitles[name], stage.status, elapsed(stage.startedAt, stage.endedAt)]
      : [stageTitles[name], 'not started', '–'];
  });

const undeployed = (deployment: ServiceResult['deployment']): string =>
  deployment ? `Deployment and smoke test: not run. ${sentence(deployment.detail)}` : 'Not deployed';

const serviceBlocks = ({
  name,
  stack,
  repository,
  commit,
  quality,
  endpoint,
  running,
  deployment,
}: ServiceResult): string[] => [
  `### ${name}`,
  bullets([
    `Stack: ${stack}`,
    `Repository: ${repository ? code(repository) : 'none yet'}`,
    `Commit: ${commit ? code(commit) : 'none yet'}`,
    `Tests: ${quality.tests.passed} passed, ${quality.tests.failed} failed; ${quality.coverage} % of the lines covered`,
    endpoint
      ? `Endpoint: ${code(endpoint)} (${running ? 'running' : 'not running now'})`
      : undeployed(deployment),
  ]),
  table(
    ['Check', 'Result', 'Found', 'Took'],
    quality.checks.map((check) => [
      check.name,
      check.status === 'not-run' ? 'not run' : check.status,
      text(check.detail),
      duration(check.durationMs),
    ]),
  ) || 'No check has run.',
];

const commitsOf = ({ commits }: WorkItem): string =>
  commits.map(({ repository, commit }) => `; ${text(repository)} ${code(commit.slice(0, 12))}`).join('');

/** The items below a parent, each followed by its own, indented. */
const itemsBelow = (
  items: readonly WorkItem[],
  isChild: (item: WorkItem) => boolean,
  depth: number,
): string[] =>
  items
    .filter(isChild)
    .flatMap((item) => [
      `${'  '.repeat(depth)}- ${item.type} \\#${item.id} ${text(item.title)} (${item.state}${commitsOf(item)})`,
      ...itemsBelow(items, ({ parentKey }) => parentKey === item.key, depth + 1),
    ]);

const workItemTree = (items: readonly WorkItem[]): string => {
  const keys = new Set(items.map(({ key }) => key));
  return itemsBelow(items, ({ parentKey }) => parentKey === undefined || !keys.has(parentKey), 0).join('\n');
};

const outcome = ({ status, failure }: Project): string => {
  if (!failure) return `The project is ${status}.`;
  const stage = failure.stage ? ` in ${stageTitles[failure.stage]}` : '';
  return `The project ${status}${stage} (${failure.kind}): ${sentence(failure.message)}`;
};

/** `summary.md`: the report of a run, with everything that the committed tree leaves out. */
export const summaryDocument = (input: {
  project: Project;
  plan: ProductPlan;
  workItems: readonly WorkItem[];
}): GeneratedFile => {
  const { project, plan, workItems } = input;
  const { requirements } = project;
  return {
    path: 'summary.md',
    content: document(
      `# ${text(plan.title)}`,
      outcome(project),
      `Project ${code(project.id)}, started ${project.createdAt}${project.endedAt ? `, ended ${project.endedAt}` : ''}.`,
      '## What was asked',
      quote(plan.definition),
      '## Requirements',
      `${requirements.served} of ${requirements.total} served: each by an acceptance test that passed.`,
      '## What is not realised',
      unrealisedSection(requirements.unrealised),
      '## Stages',
      table(['Stage', 'Status', 'Took'], stageRows(project)),
      '## Services',
      ...project.services.flatMap(serviceBlocks),
      ...(project.repositories.length > 0
        ? [
            '## Repositories of the solution',
            table(
              ['Name', 'Repository', 'Commit'],
              project.repositories.map(({ name, repository, commit }) => [
                text(name),
                code(repository),
                code(commit),
              ]),
            ),
          ]
        : []),
      '## Work items',
      workItemTree(workItems) || 'None yet.',
    ),
  };
};
