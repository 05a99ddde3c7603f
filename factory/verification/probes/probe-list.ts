import type { Aggregate } from '../../domain/aggregate.ts';
import { queryParameters } from '../../domain/operation.ts';
import { allowedCaller } from '../allowed-caller.ts';
import { at, isObject, type ApiOperation, type Parameter } from '../openapi-document.ts';
import { invalidValues, validValue, variation } from '../sample-body.ts';
import { useCaseOf, type Made, type World } from './world.ts';

const queryOf = (operation: ApiOperation): Parameter[] =>
  operation.parameters.filter((parameter) => parameter.in === 'query');

const requestFor = async (world: World, operation: ApiOperation, made: Made | undefined) => {
  const useCase = useCaseOf(world, operation);
  return {
    method: 'GET',
    path: operation.path,
    headers: useCase ? await world.probe.bearer(allowedCaller(useCase, made?.values ?? {})) : {},
  };
};

/** In a query everything is text: only what cannot be read as the type breaks it. */
const brokenQueries = ({ name, schema }: Parameter): { constraint: string; value: string }[] =>
  invalidValues(name, schema)
    .filter(({ constraint }) => !(schema['type'] === 'string' && constraint.endsWith(' type')))
    .map(({ constraint, value }) => ({ constraint, value: String(value) }));

export const probeQuery = async (
  world: World,
  operation: ApiOperation,
  made: Made | undefined,
): Promise<void> => {
  const { probe } = world;
  const request = await requestFor(world, operation, made);
  await probe.succeed(operation, request, 200);
  await Promise.all(
    queryOf(operation).flatMap((parameter) => {
      const { name, schema } = parameter;
      const broken = brokenQueries(parameter).map(({ constraint, value }) =>
        probe.refuse(operation, constraint, { ...request, query: { [name]: value } }, [400], name),
      );
      if (name === 'cursor') {
        const query = { cursor: 'no cursor of ours' };
        return [...broken, probe.refuse(operation, 'bad cursor', { ...request, query }, [400], 'cursor')];
      }
      const query = { [name]: String(validValue(schema, variation(probe.next()))) };
      return [...broken, probe.succeed(operation, { ...request, query }, 200)];
    }),
  );
};

/** A filter by a value shows what has it, and nothing else. */
export const probeFilters = async (
  world: World,
  operation: ApiOperation,
  aggregate: Aggregate,
  made: Made | undefined,
): Promise<void> => {
  const useCase = useCaseOf(world, operation);
  if (useCase?.kind !== 'search' || !made) return;
  for (const { name, field, bound } of queryParameters(useCase, aggregate)) {
    const value = made.values[field];
    if (bound !== 'equals' || value === undefined) continue;
    const query = { [name]: String(value), limit: '200' };
    const answer = await world.probe.succeed(
      operation,
      { ...(await requestFor(world, operation, made)), query },
      200,
    );
    const items = at(answer?.json, 'items');
    if (!Array.isArray(items)) continue;
    const others = items.filter((item) => String(at(item, field)) !== String(value));
    if (others.length > 0)
      world.probe.report(
        `${operation.id}/filter ${name}`,
        `GET ${operation.path}?${name}=… showed ${others.length} that have another "${field}".`,
      );
  }
};

/** Pages of two items each must show every thing once. */
export const probePages = async (
  world: World,
  operation: ApiOperation,
  made: readonly Made[],
): Promise<void> => {
  const query = queryOf(operation).map(({ name }) => name);
  if (!query.includes('cursor') || !query.includes('limit')) return;
  const request = await requestFor(world, operation, made[0]);
  const seen: string[] = [];
  let cursor: unknown;
  do {
    const more: Record<string, string> = typeof cursor === 'string' ? { cursor } : {};
    const page = await world.probe.succeed(operation, { ...request, query: { limit: '2', ...more } }, 200);
    const items = at(page?.json, 'items');
    if (!Array.isArray(items)) return;
    seen.push(...items.map((item) => String(at(item, 'id'))));
    cursor = at(page?.json, 'nextCursor');
  } while (cursor !== undefined && seen.length < 1_000);
  for (const { id } of made) {
    const times = seen.filter((other) => other === id).length;
    if (times !== 1)
      world.probe.report(
        `${operation.id}/paging`,
        `Paging through ${operation.path} showed one thing ${times} times.`,
      );
  }
};

export const probeExport = async (
  world: World,
  operation: ApiOperation,
  made: Made | undefined,
): Promise<void> => {
  const { probe } = world;
  const request = await requestFor(world, operation, made);
  const format = queryOf(operation).find(({ name }) => name === 'format');
  const formats = Array.isArray(format?.schema['enum']) ? format.schema['enum'].map(String) : [];
  for (const name of formats) await probe.succeed(operation, { ...request, query: { format: name } }, 200);
  const types = at(operation.raw, 'responses', '200', 'content');
  for (const type of Object.keys(isObject(types) ? types : {})) {
    const headers = { ...request.headers, accept: type };
    const answer = await probe.succeed(operation, { ...request, headers }, 200);
    if (answer && answer.type !== type)
      probe.report(`${operation.id}/accept`, `Accept: ${type} was answered as ${answer.type}.`);
  }
};
