import type { Aggregate } from '../../domain/blueprint.ts';
import type { ApiOperation } from '../openapi-document.ts';
import { probeCreate } from './probe-create.ts';
import { probeGet, probeRemove, probeUpdate } from './probe-item.ts';
import { probeExport, probeFilters, probePages, probeQuery } from './probe-list.ts';
import { probePosting } from './probe-posting.ts';
import { probeTransition } from './probe-transition.ts';
import { probeWho } from './probe-who.ts';
import { useCaseOf, type Made, type World } from './world.ts';

const isItem = ({ path }: ApiOperation): boolean => path.includes('{');

/** Operations that move a thing or post to it. */
const probeVerb = async (world: World, operation: ApiOperation): Promise<void> => {
  const useCase = useCaseOf(world, operation);
  if (useCase?.kind === 'transition') await probeTransition(world, operation, useCase);
  if (useCase?.kind === 'post') await probePosting(world, operation, useCase);
};

const probeList = async (
  world: World,
  operation: ApiOperation,
  aggregate: Aggregate | undefined,
  made: readonly Made[],
): Promise<void> => {
  await probeQuery(world, operation, made[0]);
  if (operation.path.endsWith('/export')) return probeExport(world, operation, made[0]);
  if (aggregate) await probeFilters(world, operation, aggregate, made[0]);
  return probePages(world, operation, made);
};

/** Exercises the operations of one collection in the order in which they build on each other. */
export const probeResource = async (
  world: World,
  operations: readonly ApiOperation[],
  aggregate: Aggregate | undefined,
): Promise<void> => {
  const calls = (method: string, item: boolean) =>
    operations.filter((operation) => operation.method === method && isItem(operation) === item);
  const made: Made[] = [];
  for (const operation of calls('POST', false))
    made.push(...(await probeCreate(world, operation, aggregate)));
  for (const operation of calls('GET', true)) await probeGet(world, operation, made);
  for (const operation of calls('GET', false)) await probeList(world, operation, aggregate, made);
  for (const operation of calls('PUT', true)) await probeUpdate(world, operation, made);
  for (const operation of calls('POST', true)) await probeVerb(world, operation);
  for (const operation of operations) {
    const useCase = useCaseOf(world, operation);
    if (useCase) await probeWho(world, operation, useCase);
  }
  for (const operation of calls('DELETE', true)) await probeRemove(world, operation, made);
};
