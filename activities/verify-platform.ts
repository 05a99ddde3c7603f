import { servicePrefix } from '../factory/domain/artifact.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { judge, PLATFORM_CHECKS } from '../factory/domain/quality-gate.ts';
import { PLATFORM_PREFIX } from '../factory/domain/solution.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint } from './lib/artifact-texts.ts';
import { heldBack } from './lib/held-back.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { verificationOf } from './lib/verification-of.ts';

type Used = Pick<Ports, 'artifacts' | 'verifier' | 'actions' | 'publisher' | 'clock'>;

const REPORT = 'quality/platform-checks.json';

/** DevOps: holds the repository that the services share against its schemas and tools, and against theirs. */
export const createVerifyPlatform =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'devops',
        agent: 'delivery-verifier',
        action: 'verify the platform repository',
        input: PLATFORM_PREFIX,
      },
      async () => {
        const { artifacts, verifier } = ports;
        const blueprint = await readBlueprint(artifacts, input.projectId);
        const services = await Promise.all(
          blueprint.services.map(async ({ name }) => ({
            name,
            files: await artifacts.readAll(input.projectId, servicePrefix(name)),
          })),
        );
        const files = await artifacts.readAll(input.projectId, PLATFORM_PREFIX);
        const checks = await verifier.verifyPlatform(verificationOf(input, 'platform'), { files, services });
        await artifacts.putAll(input.projectId, 'devops', [jsonFile(REPORT, { checks })]);
        const breaches = judge({ checks }, PLATFORM_CHECKS);
        return (
          heldBack('the platform repository', breaches, REPORT) ?? {
            ok: true,
            value: {
              result: null,
              facts: { output: checks.map(({ name, status }) => `${name} ${status}`).join(', ') },
            },
          }
        );
      },
    );
