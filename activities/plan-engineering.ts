import { engineeringAgent } from '../factory/agents/engineering/engineering-agent.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, serviceOf } from './lib/artifact-texts.ts';
import { askAgent, type AskPorts } from './lib/ask-agent.ts';
import { recorded } from './lib/recorded.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

const step = { stage: 'engineering', action: 'plan the units' } as const;

type Used = AskPorts & Pick<Ports, 'actions' | 'publisher' | 'clock'>;

/** Engineering: which units a service is made of, layer by layer. */
export const createPlanEngineering =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        ...step,
        agent: engineeringAgent.name,
        input: 'architecture/blueprint.json',
        service: input.service,
      },
      async (note) => {
        const service = serviceOf(await readBlueprint(ports.artifacts, input.projectId), input.service);
        const run = await askAgent(
          ports,
          input,
          { ...step, service: input.service },
          engineeringAgent,
          service,
          note,
        );
        if (!run.ok) return run;
        const plan = jsonFile(`engineering/${input.service}/plan.json`, run.output);
        await ports.artifacts.putAll(input.projectId, 'engineering', [plan]);
        const output = `${run.output.units.length} units`;
        return { ok: true, value: { result: null, facts: { output, knowledge: run.knowledge } } };
      },
    );
