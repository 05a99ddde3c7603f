import type { Outcome } from '../factory/domain/failure.ts';
import { summaryDocument } from '../factory/generators/documents/summary-document.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readPlan } from './lib/artifact-texts.ts';
import { publishDocumentation } from './lib/publish-documentation.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

type Used = Pick<
  Ports,
  'projects' | 'artifacts' | 'workItems' | 'documentation' | 'undo' | 'actions' | 'publisher' | 'clock'
>;

/** Finalization: the summary report, with what the committed part leaves out: work items, commits, durations, check results. */
export const createWriteSummary =
  (ports: Used) =>
  (input: ActivityInput & { stage: 'finalization' | 'deployment' }): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: input.stage,
        agent: 'technical-writer',
        action: 'write the summary report',
        input: 'project, work items',
      },
      async () => {
        const project = await requireProject(ports.projects, input.projectId);
        const plan = await readPlan(ports.artifacts, input.projectId);
        const workItems = await ports.workItems.list(input.projectId);
        const files = await formatFiles([
          summaryDocument({ project, plan, workItems }),
          jsonFile('summary.json', { project, workItems }),
        ]);
        await ports.artifacts.putAll(input.projectId, 'finalization', files);
        const published = await publishDocumentation(ports, input);
        const output = ['summary.md', ...published].join('; ');
        return { ok: true, value: { result: null, facts: { output } } };
      },
    );
