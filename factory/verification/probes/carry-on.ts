import { isCalled } from '../../domain/operation.ts';
import { allowedCall, madeOf, operationFor, pathFor, type Made, type World } from './world.ts';

/** Does with a new thing what a caller can do first: posts to it, or moves it on. Left as it is where there is nothing to do. */
export const carriedOn = async (world: World, made: Made): Promise<Made> => {
  const { aggregate } = made;
  const useCase = world.service.useCases.find(
    (candidate) =>
      candidate.aggregate === aggregate.name &&
      ((candidate.kind === 'post' && candidate.direction === 'in') ||
        (candidate.kind === 'transition' &&
          isCalled(candidate) &&
          candidate.from.includes(aggregate.lifecycle?.initial ?? ''))),
  );
  const operation = operationFor(world, useCase);
  if (!operation) return made;
  const { body, headers } = await allowedCall(world, operation, { existing: made });
  const request = { method: 'POST', path: pathFor(operation, made.id), body, headers };
  const answer = await world.probe.succeed(operation, request, 200);
  return (answer && madeOf(aggregate, answer, made.related)) ?? made;
};
