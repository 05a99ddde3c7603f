import { architectureAgent } from '../factory/agents/architecture/architecture-agent.ts';
import type { Blueprint } from '../factory/domain/blueprint.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { plannedService } from '../factory/domain/project-transitions.ts';
import { isSolution } from '../factory/domain/solution.ts';
import { unwrittenUnits, type UnitName } from '../factory/domain/written-unit.ts';
import { architectureDocuments } from '../factory/generators/documents/architecture-documents.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readPlan } from './lib/artifact-texts.ts';
import { askAgent, type AskPorts } from './lib/ask-agent.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

const step = { stage: 'architecture', action: 'design the architecture' } as const;

/** What a person may amend. */
const writes = 'architecture/blueprint.json';

type Used = AskPorts & Pick<Ports, 'actions' | 'publisher' | 'clock'>;

const outputOf = ({ services, decisions }: Blueprint): string => {
  const parts = services.map(
    ({ boundedContext, aggregates, useCases }) =>
      `${boundedContext} context with ${aggregates.map(({ kind, name }) => `${kind} ${name}`).join(', ')} and ${useCases.length} use cases`,
  );
  return `${parts.join('; ')}; ${decisions.length} decisions`;
};

/** `units`: the custom units that wait for their function, where there are any. */
type Designed = { services: string[]; isSolution: boolean; units?: UnitName[] };

const waiting = (blueprint: Blueprint): Pick<Designed, 'units'> => {
  const units = unwrittenUnits(blueprint).map(({ service, unit }) => ({ service, unit }));
  return units.length > 0 ? { units } : {};
};

/** Architecture: the product plan becomes a blueprint, with its documents. */
export const createDesignArchitecture =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<Designed>> =>
    recorded(
      ports,
      input,
      {
        ...step,
        agent: architectureAgent.name,
        input: 'plan/product-plan.json',
      },
      async (note) => {
        const { definition } = await requireProject(ports.projects, input.projectId);
        const plan = await readPlan(ports.artifacts, input.projectId);
        const run = await askAgent(
          ports,
          input,
          { ...step, writes },
          architectureAgent,
          { plan, stack: definition.stack },
          note,
        );
        if (!run.ok) return run;
        const blueprint = run.output;
        const documents = await formatFiles([
          jsonFile('architecture/blueprint.json', blueprint),
          ...architectureDocuments(blueprint, plan),
        ]);
        await ports.artifacts.putAll(input.projectId, 'architecture', documents);
        const services = blueprint.services.map(({ name, stack }) => plannedService(name, stack));
        await ports.projects.update(input.projectId, (project) => ({
          ...project,
          services,
          requirements: { ...project.requirements, unrealised: blueprint.unrealised },
        }));
        return {
          ok: true,
          value: {
            result: {
              services: services.map(({ name }) => name),
              isSolution: isSolution(blueprint),
              ...waiting(blueprint),
            },
            facts: { output: outputOf(blueprint), knowledge: run.knowledge },
          },
        };
      },
    );
