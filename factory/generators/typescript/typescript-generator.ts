import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import type { Layer } from '../../domain/layer.ts';
import { apiLayer } from './api/api-layer.ts';
import { applicationLayer } from './application/application-layer.ts';
import { documents } from './documents/documents.ts';
import { domainLayer } from './domain/domain-layer.ts';
import { infrastructureLayer } from './infrastructure/infrastructure-layer.ts';
import { templateFiles } from './project/library-files.ts';
import { packageFiles } from './project/package-files.ts';
import { toolFiles } from './project/tool-files.ts';
import { testLayer } from './tests/test-layer.ts';

/**
 * A service in TypeScript, layer by layer, as files that the formatter has not seen yet. Pure: the same service gives the same
 * files. Throws when the blueprint asks for what cannot be, with the name of what is wrong.
 */
export const typescriptLayers: Record<Layer, (service: Service) => GeneratedFile[]> = {
  domain: domainLayer,
  application: applicationLayer,
  infrastructure: infrastructureLayer,
  api: apiLayer,
  tests: testLayer,
  docs: documents,
};

/** What holds the layers together: package, tools and building blocks. */
export const projectFiles = (service: Service): GeneratedFile[] => [
  ...packageFiles(service),
  ...toolFiles,
  ...templateFiles(service, 'libs/'),
];
