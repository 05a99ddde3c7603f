import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { Service } from '../../../../factory/domain/blueprint.ts';
import { LAYERS } from '../../../../factory/domain/layer.ts';
import { isSolution } from '../../../../factory/domain/solution.ts';
import { acceptanceSuite } from '../../../../factory/agents/quality/acceptance-suite.ts';
import { traceFile } from '../../../../factory/agents/quality/trace-file.ts';
import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { platformDelivery } from '../../../../factory/generators/delivery/platform-delivery.ts';
import { architectureDocuments } from '../../../../factory/generators/documents/architecture-documents.ts';
import { planDocuments } from '../../../../factory/generators/documents/plan-documents.ts';
import { platformDocuments } from '../../../../factory/generators/documents/platform-documents.ts';
import { projectDocument } from '../../../../factory/generators/documents/project-document.ts';
import { serviceDocuments } from '../../../../factory/generators/documents/service-documents.ts';
import {
  projectFiles,
  typescriptLayers,
} from '../../../../factory/generators/typescript/typescript-generator.ts';
import type { Design } from './replaced-texts.ts';

/** Building blocks and tools are the same for every service: they take nothing from a design. */
const isTaken = ({ path }: GeneratedFile): boolean =>
  !/^libs\/|^test\/(?:unit\/connectsoft|support)\/|package-lock/.test(path);

const published = (files: readonly GeneratedFile[], service: Service) => {
  const json = (path: string) =>
    JSON.parse(files.find((file) => file.path === path)?.content ?? '{}') as object;
  const proto = files.find(({ path }) => path.endsWith('.proto'))?.content;
  return {
    openapi: json('api/openapi.json'),
    asyncapi: json('api/asyncapi.json'),
    ...(proto === undefined ? {} : { proto }),
    service,
  };
};

/** The acceptance suite of a service as the plan's words and its published contract make it. */
export const suiteOf = ({ plan }: Design, service: Service): GeneratedFile[] =>
  acceptanceSuite(plan, published(contractFiles(service), service), service.name).filter(
    ({ path }) => !path.endsWith('.ts'),
  );

const repositoryOf = (design: Design, service: Service): GeneratedFile[] => {
  const { plan, blueprint } = design;
  const files = [
    ...contractFiles(service),
    ...LAYERS.flatMap((layer) => typescriptLayers[layer](service)),
    ...projectFiles(service),
    ...deliveryFiles(service, blueprint),
    ...serviceDocuments(service, blueprint, plan),
    ...suiteOf(design, service),
    projectDocument(plan, blueprint, service),
  ].filter(isTaken);
  return [...files, traceFile(plan, blueprint, files, service.name)];
};

const below = (folder: string, files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.map(({ path, content }) => ({ path: `${folder}/${path}`, content }));

/** Every file that every generator writes of a design and that takes something from it. */
export const wholeOutput = (design: Design): GeneratedFile[] => {
  const { plan, blueprint } = design;
  return [
    ...planDocuments(plan),
    ...architectureDocuments(blueprint, plan),
    ...blueprint.services.flatMap((service) => below(service.name, repositoryOf(design, service))),
    ...(isSolution(blueprint)
      ? below('platform', [...platformDelivery(blueprint), ...platformDocuments(plan, blueprint)])
      : []),
  ];
};
