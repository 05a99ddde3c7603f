import { enteredAt, type Lifecycle } from '../../domain/aggregate.ts';
import type { Transition } from '../../domain/transitions-to.ts';
import { at, type ApiOperation } from '../openapi-document.ts';
import { refuseStale, refuseUnknown } from './probe-item.ts';
import { refuseBodies } from './refuse-bodies.ts';
import { makeIn } from './reach-state.ts';
import { allowedCall, madeOf, operationFor, pathFor, type Made, type World } from './world.ts';

const STATE_CONFLICT = { type: 'state-conflict' };

/** What is different in the answer from what the transition says. */
const checkMoved = (
  { probe }: World,
  operation: ApiOperation,
  { field, initial, ...rest }: Lifecycle,
  { to }: Transition,
  json: unknown,
): void => {
  const place = `POST ${operation.path}`;
  if (at(json, field) !== to)
    probe.report(`${operation.id}/state`, `${place} left "${field}" ${String(at(json, field))}, not ${to}.`);
  const entered = enteredAt({ field, initial, ...rest }, to);
  if (at(json, entered) === undefined)
    probe.report(`${operation.id}/entered`, `${place} answered no "${entered}".`);
};

/** In a frozen state nothing is updated and nothing is removed. */
const refuseFrozen = async (world: World, made: Made, { to }: Transition): Promise<void> => {
  const { aggregate } = made;
  if (!aggregate.lifecycle?.states.some(({ name, frozen }) => frozen && name === to)) return;
  for (const useCase of world.service.useCases) {
    if (useCase.aggregate !== aggregate.name || (useCase.kind !== 'update' && useCase.kind !== 'remove'))
      continue;
    const operation = operationFor(world, useCase);
    if (!operation) continue;
    const { body, headers } = await allowedCall(world, operation, { existing: made });
    const path = pathFor(operation, made.id);
    const request = {
      method: operation.method,
      path,
      headers,
      ...(useCase.kind === 'update' ? { body } : {}),
    };
    await world.probe.refuse(operation, `while ${to}`, request, [409], STATE_CONFLICT);
  }
};

/** Moves a thing from where that is allowed, and is refused from where it is not. */
export const probeTransition = async (
  world: World,
  operation: ApiOperation,
  transition: Transition,
): Promise<void> => {
  const aggregate = world.service.aggregates.find(({ name }) => name === transition.aggregate);
  if (!aggregate?.lifecycle) return;
  const made = await makeIn(world, aggregate, transition.from);
  if (!made) return;
  const { probe } = world;
  const path = pathFor(operation, made.id);
  const { body, headers, related } = await allowedCall(world, operation, { existing: made });
  await refuseUnknown(world, operation, headers, body);
  await refuseBodies(probe, operation, { path, headers, valid: body });
  await refuseStale(world, operation, { path, headers, body });
  const isEmpty = Object.keys(body).length === 0;
  const request = { method: 'POST', path, headers, ...(isEmpty ? {} : { body }) };
  const answer = await probe.succeed(operation, request, 200);
  if (!answer) return;
  checkMoved(world, operation, aggregate.lifecycle, transition, answer.json);
  if (!transition.from.includes(transition.to))
    await probe.refuse(operation, `while ${transition.to}`, { ...request, body }, [409], STATE_CONFLICT);
  const moved = madeOf(aggregate, answer, { ...made.related, ...related });
  if (moved) await refuseFrozen(world, moved, transition);
};
