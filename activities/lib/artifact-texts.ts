import { blueprintSchema, type Blueprint, type Service } from '../../factory/domain/blueprint.ts';
import { servicePrefix, type GeneratedFile } from '../../factory/domain/artifact.ts';
import { productPlanSchema, type ProductPlan } from '../../factory/domain/product-plan.ts';
import {
  realised,
  unwrittenUnits,
  writtenUnitPath,
  writtenUnitSchema,
} from '../../factory/domain/written-unit.ts';
import { PortError } from '../../platform/port-error.ts';
import type { Ports } from '../../platform/ports.ts';

type Store = Pick<Ports['artifacts'], 'read'>;

/** Text of an artifact that an earlier stage must have written. */
export const requireArtifact = async (artifacts: Store, projectId: string, path: string): Promise<string> => {
  const text = await artifacts.read(projectId, path);
  if (text === undefined)
    throw new PortError('critical', `Artifact ${path} is missing from the artifact store.`);
  return text;
};

export const readPlan = async (artifacts: Store, projectId: string): Promise<ProductPlan> =>
  productPlanSchema.parse(JSON.parse(await requireArtifact(artifacts, projectId, 'plan/product-plan.json')));

/** The blueprint as it was designed: custom units may lack their function. */
export const readDesigned = async (artifacts: Store, projectId: string): Promise<Blueprint> =>
  blueprintSchema.parse(
    JSON.parse(await requireArtifact(artifacts, projectId, 'architecture/blueprint.json')),
  );

/** The blueprint as it is realised: with the functions of its custom units, and without those that have none. */
export const readBlueprint = async (artifacts: Store, projectId: string): Promise<Blueprint> => {
  const blueprint = await readDesigned(artifacts, projectId);
  const read = await Promise.all(
    unwrittenUnits(blueprint).map(async (name) => {
      const path = writtenUnitPath(name);
      const text = await artifacts.read(projectId, path);
      return text === undefined ? [] : [[path, writtenUnitSchema.parse(JSON.parse(text))] as const];
    }),
  );
  return realised(blueprint, new Map(read.flat()));
};

export const serviceOf = (blueprint: Blueprint, name: string): Service => {
  const service = blueprint.services.find((candidate) => candidate.name === name);
  if (!service) throw new PortError('critical', `The blueprint has no service ${name}.`);
  return service;
};

export const jsonFile = (path: string, value: unknown): GeneratedFile => ({
  path,
  content: `${JSON.stringify(value, undefined, 2)}\n`,
});

/** Places files of a service's repository among the project's artifacts. */
export const inService = (service: string, files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.map(({ path, content }) => ({ path: servicePrefix(service) + path, content }));
