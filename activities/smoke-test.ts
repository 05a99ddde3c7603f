import { servicePrefix } from '../factory/domain/artifact.ts';
import { failed, type Outcome } from '../factory/domain/failure.ts';
import { smokeTest } from '../factory/verification/smoke-test.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, requireArtifact } from './lib/artifact-texts.ts';
import { recorded } from './lib/recorded.ts';
import { notDeployed } from './lib/not-deployed.ts';
import { runningServices } from './lib/running-services.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'runtime' | 'actions' | 'publisher' | 'clock'>;

/** Deployment: calls the running revision over HTTP and holds its answers against the committed contract. Nothing is called where nothing runs. */
export const createSmokeTest =
  (ports: Used) =>
  (input: ServiceInput & { endpoint: string }): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'deployment',
        agent: 'smoke-tester',
        action: 'smoke-test the running service',
        input: input.endpoint,
        service: input.service,
      },
      async () => {
        if (input.endpoint === '') {
          const why = await notDeployed(ports.projects, input.projectId, input.service);
          return { ok: true, value: { result: null, facts: { output: `not run: ${why}` } } };
        }
        const path = `${servicePrefix(input.service)}api/openapi.json`;
        const contract: unknown = JSON.parse(await requireArtifact(ports.artifacts, input.projectId, path));
        const endpoints = await runningServices(ports, input.projectId);
        const probes = await smokeTest(endpoints[input.service] ?? input.endpoint, contract);
        await ports.artifacts.putAll(input.projectId, 'deployment', [
          jsonFile(`deployment/${input.service}/smoke-test.json`, probes),
        ]);
        const broken = probes.filter(({ ok }) => !ok);
        if (broken.length > 0 || probes.length === 0) {
          const details =
            broken.map(({ probe, detail }) => `${probe}: ${detail}`).join('; ') || 'nothing was called';
          return failed('pipeline', `The smoke test of ${input.service} failed. ${details}`);
        }
        return {
          ok: true,
          value: { result: null, facts: { output: `${probes.length} probes answered as published` } },
        };
      },
    );
