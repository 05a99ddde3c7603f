import { visionAgent } from '../factory/agents/vision/vision-agent.ts';
import { type Outcome } from '../factory/domain/failure.ts';
import { storiesOf, type ProductPlan } from '../factory/domain/product-plan.ts';
import { planDocuments } from '../factory/generators/documents/plan-documents.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { askAgent, type AskPorts } from './lib/ask-agent.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

const step = { stage: 'vision', action: 'plan the product' } as const;

/** What a person may amend. */
const writes = 'plan/product-plan.json';

type Used = AskPorts & Pick<Ports, 'actions' | 'publisher' | 'clock'>;

const outputOf = (plan: ProductPlan): string => {
  const features = plan.epics.flatMap((epic) => epic.features).length;
  const counts = `${plan.requirements.length} requirements, ${features} features, ${storiesOf(plan).length} stories`;
  return plan.unrealised.length === 0 ? counts : `${counts}, ${plan.unrealised.length} unrealised`;
};

/** Vision & Planning: the definition becomes a product plan. */
export const createPlanProduct =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<{ serviceName: string }>> =>
    recorded(
      ports,
      input,
      { ...step, agent: visionAgent.name, input: 'project definition' },
      async (note) => {
        const { definition } = await requireProject(ports.projects, input.projectId);
        const run = await askAgent(ports, input, { ...step, writes }, visionAgent, definition, note);
        if (!run.ok) return run;
        const plan = run.output;
        const documents = await formatFiles([
          jsonFile('plan/product-plan.json', plan),
          ...planDocuments(plan),
        ]);
        await ports.artifacts.putAll(input.projectId, 'vision', documents);
        const requirements = {
          total: plan.requirements.length + plan.unrealised.filter(({ id }) => id.startsWith('U')).length,
          served: 0,
          unrealised: plan.unrealised,
        };
        await ports.projects.update(input.projectId, (project) => ({ ...project, requirements }));
        return {
          ok: true,
          value: {
            result: { serviceName: plan.serviceName },
            facts: { output: outputOf(plan), knowledge: run.knowledge },
          },
        };
      },
    );
