import { servicePrefix } from '../factory/domain/artifact.ts';
import { failed, type Outcome } from '../factory/domain/failure.ts';
import { checkContracts } from '../factory/verification/solution/check-contracts.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint } from './lib/artifact-texts.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

const REPORT = 'quality/solution-contracts.json';

/** Quality: what each service expects of another's events, held against what that one publishes. */
export const createVerifySolution =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'quality',
        agent: 'contract-tester',
        action: 'check consumers against producers',
        input: 'api/expectations, api/events',
      },
      async () => {
        const blueprint = await readBlueprint(ports.artifacts, input.projectId);
        const services = await Promise.all(
          blueprint.services.map(async ({ name }) => ({
            name,
            files: await ports.artifacts.readAll(input.projectId, servicePrefix(name)),
          })),
        );
        const { inspected, findings } = checkContracts(services, blueprint.services);
        await ports.artifacts.putAll(input.projectId, 'quality', [jsonFile(REPORT, { inspected, findings })]);
        if (findings.length > 0) {
          const details = findings.map(({ message }) => message).join('; ');
          return failed('quality-gate', `Services do not fit together: ${details}. See ${REPORT}.`);
        }
        const output = `${inspected} expectations hold`;
        return { ok: true, value: { result: null, facts: { output } } };
      },
    );
