import { devopsAgent } from '../factory/agents/devops/devops-agent.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, serviceOf } from './lib/artifact-texts.ts';
import { askAgent, type AskPorts } from './lib/ask-agent.ts';
import { recorded } from './lib/recorded.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

const step = { stage: 'devops', action: 'plan the delivery' } as const;

type Used = AskPorts & Pick<Ports, 'actions' | 'publisher' | 'clock'>;

/** DevOps: how a service is delivered and operated. */
export const createPlanDelivery =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        ...step,
        agent: devopsAgent.name,
        input: 'architecture/blueprint.json',
        service: input.service,
      },
      async (note) => {
        const service = serviceOf(await readBlueprint(ports.artifacts, input.projectId), input.service);
        const run = await askAgent(
          ports,
          input,
          { ...step, service: input.service },
          devopsAgent,
          service,
          note,
        );
        if (!run.ok) return run;
        const plan = jsonFile(`devops/${input.service}/plan.json`, run.output);
        await ports.artifacts.putAll(input.projectId, 'devops', [plan]);
        const { environments, resources, alerts } = run.output;
        const output = `${environments.length} environments, ${resources.length} resources, ${alerts.length} alerts`;
        return { ok: true, value: { result: null, facts: { output, knowledge: run.knowledge } } };
      },
    );
