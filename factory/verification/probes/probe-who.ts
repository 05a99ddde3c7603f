import type { UseCase } from '../../domain/blueprint.ts';
import type { ApiOperation } from '../openapi-document.ts';
import { makeIn } from './reach-state.ts';
import { allowedCall, make, pathFor, type World } from './world.ts';

/** Whoever is nobody here: neither a role nor a name of anything. */
const stranger = ({ roles, owner }: UseCase): string =>
  `intruder;roles=${owner === undefined ? 'nobody' : roles.join(',')}`;

const isOfOne = ({ path }: ApiOperation): boolean => path.includes('{');

const target = async (world: World, operation: ApiOperation, useCase: UseCase) => {
  if (!isOfOne(operation)) return undefined;
  const aggregate = world.service.aggregates.find(({ name }) => name === useCase.aggregate);
  return useCase.kind === 'transition' && aggregate
    ? makeIn(world, aggregate, useCase.from)
    : make(world, useCase.aggregate);
};

/** An operation that is not for everybody asks who calls, and refuses a stranger. */
export const probeWho = async (world: World, operation: ApiOperation, useCase: UseCase): Promise<void> => {
  if (useCase.roles.length === 0 && useCase.owner === undefined) return;
  const existing = await target(world, operation, useCase);
  if (isOfOne(operation) && !existing) return;
  const allowed = await allowedCall(world, operation, existing ? { existing } : {});
  const headers = Object.fromEntries(
    Object.entries(allowed.headers).filter(([name]) => name !== 'x-development-actor'),
  );
  const path = existing ? pathFor(operation, existing.id) : operation.path;
  const body = operation.body ? { body: allowed.body } : {};
  const request = { method: operation.method, path, ...body };
  const { probe } = world;
  await probe.refuse(operation, 'nobody', { ...request, headers }, [401], { type: 'unauthenticated' });
  if (useCase.roles.length === 0 && (useCase.kind === 'search' || useCase.kind === 'export')) return;
  const strange = { ...headers, 'x-development-actor': stranger(useCase) };
  await probe.refuse(operation, 'stranger', { ...request, headers: strange }, [403], { type: 'forbidden' });
};
