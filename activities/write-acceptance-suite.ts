import { acceptanceSuite, type PublishedContract } from '../factory/agents/quality/acceptance-suite.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { servicePrefix } from '../factory/domain/artifact.ts';
import { realisedPlan } from '../factory/domain/product-plan.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import type { Ports } from '../platform/ports.ts';
import { inService, readPlan, requireArtifact } from './lib/artifact-texts.ts';
import { counted } from './lib/counted.ts';
import { recorded } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'projects' | 'actions' | 'publisher' | 'clock'>;

/** What the service publishes under `api/`. */
const publishedContract = async (
  artifacts: Used['artifacts'],
  { projectId, service }: ServiceInput,
): Promise<PublishedContract> => {
  const api = `${servicePrefix(service)}api/`;
  const json = async (name: string): Promise<object> =>
    JSON.parse(await requireArtifact(artifacts, projectId, api + name)) as object;
  const proto = await artifacts.read(projectId, `${api}${service}.proto`);
  return {
    openapi: await json('openapi.json'),
    asyncapi: await json('asyncapi.json'),
    ...(proto === undefined ? {} : { proto }),
  };
};

/**
 * Quality: the acceptance suite. It is written from the plan's words and the published contract; the blueprint is not read,
 * so that a misread one turns the suite red. What the project says to be unrealised by now is not asked for.
 */
export const createWriteAcceptanceSuite =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<{ files: number }>> =>
    recorded(
      ports,
      input,
      {
        stage: 'quality',
        agent: 'acceptance-tester',
        action: 'write the acceptance suite',
        input: 'plan/product-plan.json, api/',
        service: input.service,
      },
      async () => {
        const { requirements } = await requireProject(ports.projects, input.projectId);
        const plan = realisedPlan(await readPlan(ports.artifacts, input.projectId), requirements.unrealised);
        const contract = await publishedContract(ports.artifacts, input);
        const files = await formatFiles(acceptanceSuite(plan, contract, input.service));
        await ports.artifacts.putAll(input.projectId, 'quality', inService(input.service, files));
        return {
          ok: true,
          value: { result: { files: files.length }, facts: { output: `${counted(files.length, 'file')}` } },
        };
      },
    );
