import { acceptanceSuite } from '../../factory/agents/quality/acceptance-suite.ts';
import { architectureAgent } from '../../factory/agents/architecture/architecture-agent.ts';
import { runAgent } from '../../factory/agents/run-agent.ts';
import { visionAgent } from '../../factory/agents/vision/vision-agent.ts';
import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import type { Blueprint, Service } from '../../factory/domain/blueprint.ts';
import { LAYERS } from '../../factory/domain/layer.ts';
import type { ProductPlan } from '../../factory/domain/product-plan.ts';
import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { contractFiles } from '../../factory/generators/contracts/contract-files.ts';
import { deliveryFiles } from '../../factory/generators/delivery/delivery-files.ts';
import { projectDocument } from '../../factory/generators/documents/project-document.ts';
import { serviceDocuments } from '../../factory/generators/documents/service-documents.ts';
import { withPackages } from '../../factory/generators/extensions/with-packages.ts';
import { projectFiles, typescriptLayers } from '../../factory/generators/typescript/typescript-generator.ts';

/** What activities write beside the generators: design, plan, trace and manifest. */
const RECORDS = ['blueprint', 'manifest', 'plan', 'trace'].map((name) => `factory/${name}.json`);

const publishedBy = (contracts: readonly GeneratedFile[]) => {
  const json = (path: string) =>
    JSON.parse(contracts.find((file) => file.path === path)?.content ?? '{}') as object;
  const proto = contracts.find(({ path }) => path.endsWith('.proto'))?.content;
  return {
    openapi: json('api/openapi.json'),
    asyncapi: json('api/asyncapi.json'),
    ...(proto === undefined ? {} : { proto }),
  };
};

/** Paths of all files of a service's repository, sorted: what a run commits. */
export const repositoryPaths = async (
  plan: ProductPlan,
  blueprint: Blueprint,
  service: Service,
): Promise<string[]> => {
  const contracts = contractFiles(service);
  const held = await withPackages(
    [...LAYERS.flatMap((layer) => typescriptLayers[layer](service)), ...projectFiles(service)],
    undefined,
  );
  const files = [
    ...contracts,
    ...held,
    ...deliveryFiles(service, blueprint, undefined),
    ...serviceDocuments(service, blueprint, plan),
    ...acceptanceSuite(plan, publishedBy(contracts), service.name),
    projectDocument(plan, blueprint, service),
  ];
  return [...new Set([...files.map(({ path }) => path), ...RECORDS])].toSorted();
};

const noKnowledge = { query: async () => [] };

/** Paths of the one service that a text asks for. Throws where an agent refuses it. */
export const pathsOfText = async (text: string): Promise<string[]> => {
  const planned = await runAgent(visionAgent, projectDefinitionSchema.parse({ text }), noKnowledge);
  if (!planned.ok) throw new Error(planned.failure.message);
  const designed = await runAgent(
    architectureAgent,
    { plan: planned.output, stack: 'typescript' },
    noKnowledge,
  );
  if (!designed.ok) throw new Error(designed.failure.message);
  const [service] = designed.output.services;
  if (!service) throw new Error('There is no service.');
  return repositoryPaths(planned.output, designed.output, service);
};
