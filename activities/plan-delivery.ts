import { devopsAgent } from '../factory/agents/devops/devops-agent.ts';
import { runAgent } from '../factory/agents/run-agent.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, serviceOf } from './lib/artifact-texts.ts';
import { recorded } from './lib/recorded.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'knowledge' | 'actions' | 'publisher' | 'clock'>;

/** DevOps: how a service is delivered and operated. */
export const createPlanDelivery =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'devops',
        agent: devopsAgent.name,
        action: 'plan the delivery',
        input: 'architecture/blueprint.json',
        service: input.service,
      },
      async () => {
        const service = serviceOf(await readBlueprint(ports.artifacts, input.projectId), input.service);
        const run = await runAgent(devopsAgent, service, ports.knowledge);
        if (!run.ok) return run;
        const plan = jsonFile(`devops/${input.service}/plan.json`, run.output);
        await ports.artifacts.putAll(input.projectId, 'devops', [plan]);
        const { environments, resources, alerts } = run.output;
        const output = `${environments.length} environments, ${resources.length} resources, ${alerts.length} alerts`;
        return { ok: true, value: { result: null, facts: { output, knowledge: run.knowledge } } };
      },
    );
