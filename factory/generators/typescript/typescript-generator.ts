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

type LayerFiles = (service: Service) => GeneratedFile[];

/** Names that are told apart in a blueprint may be one in a path: those of an event and of its aggregate. */
const distinct =
  (layer: LayerFiles): LayerFiles =>
  (service) => {
    const files = layer(service);
    const paths = files.map(({ path }) => path);
    const twice = paths.find((path, index) => paths.indexOf(path) !== index);
    if (twice) throw new Error(`Two things of ${service.name} would be written to ${twice}. Rename one.`);
    return files;
  };

/**
 * A service in TypeScript, layer by layer, as files that the formatter has not seen yet. Pure: the same service gives the same
 * files. Throws when the blueprint asks for what cannot be, with the name of what is wrong.
 */
export const typescriptLayers: Record<Layer, LayerFiles> = {
  domain: distinct(domainLayer),
  application: distinct(applicationLayer),
  infrastructure: distinct(infrastructureLayer),
  api: distinct(apiLayer),
  tests: distinct(testLayer),
  docs: documents,
};

/** What holds the layers together: package, tools and building blocks. */
export const projectFiles = (service: Service): GeneratedFile[] => [
  ...packageFiles(service),
  ...toolFiles,
  ...templateFiles(service, 'libs/'),
];
