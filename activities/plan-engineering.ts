import { engineeringAgent } from '../factory/agents/engineering/engineering-agent.ts';
import { runAgent } from '../factory/agents/run-agent.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, serviceOf } from './lib/artifact-texts.ts';
import { recorded } from './lib/recorded.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'knowledge' | 'actions' | 'publisher' | 'clock'>;

/** Engineering: which units a service is made of, layer by layer. */
export const createPlanEngineering =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'engineering',
        agent: engineeringAgent.name,
        action: 'plan the units',
        input: 'architecture/blueprint.json',
        service: input.service,
      },
      async () => {
        const service = serviceOf(await readBlueprint(ports.artifacts, input.projectId), input.service);
        const run = await runAgent(engineeringAgent, service, ports.knowledge);
        if (!run.ok) return run;
        const plan = jsonFile(`engineering/${input.service}/plan.json`, run.output);
        await ports.artifacts.putAll(input.projectId, 'engineering', [plan]);
        const output = `${run.output.units.length} units`;
        return { ok: true, value: { result: null, facts: { output, knowledge: run.knowledge } } };
      },
    );
