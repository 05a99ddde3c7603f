import { allowedCaller } from '../allowed-caller.ts';
import { at, type ApiOperation } from '../openapi-document.ts';
import { refuseBodies } from './refuse-bodies.ts';
import { allowedCall, pathFor, readAgain, useCaseOf, type Made, type World } from './world.ts';

/** Well-formed, and given out by no service. */
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

const takesVersion = ({ parameters }: ApiOperation): boolean =>
  parameters.some((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'if-match');

const headersFor = async (
  world: World,
  operation: ApiOperation,
  made: Made | undefined,
): Promise<Record<string, string>> => {
  const useCase = useCaseOf(world, operation);
  return useCase ? world.probe.bearer(allowedCaller(useCase, made?.values ?? {})) : {};
};

/** An operation of one thing finds none under an id that names none. */
export const refuseUnknown = async (
  world: World,
  operation: ApiOperation,
  headers: Record<string, string>,
  body?: unknown,
): Promise<void> => {
  for (const id of [UNKNOWN_ID, 'no-id']) {
    const path = pathFor(operation, id);
    const request = { method: operation.method, path, headers, ...(body === undefined ? {} : { body }) };
    await world.probe.refuse(operation, `id ${id === 'no-id' ? 'malformed' : 'unknown'}`, request, [404]);
  }
};

/** A version that has long passed, where versions count. */
export const refuseStale = async (
  world: World,
  operation: ApiOperation,
  { path, headers, body }: { path: string; headers: Record<string, string>; body?: unknown },
  etag = '"999999"',
): Promise<void> => {
  if (!takesVersion(operation)) return;
  const request = { method: operation.method, path, ...(body === undefined ? {} : { body }) };
  const stale = { ...request, headers: { ...headers, 'if-match': etag } };
  await world.probe.refuse(operation, 'If-Match stale', stale, [412]);
};

export const probeGet = async (
  world: World,
  operation: ApiOperation,
  made: readonly Made[],
): Promise<void> => {
  for (const one of made) {
    const request = {
      method: 'GET',
      path: pathFor(operation, one.id),
      headers: await headersFor(world, operation, one),
    };
    const answer = await world.probe.succeed(operation, request, 200);
    if (answer && at(answer.json, 'id') !== one.id)
      world.probe.report(`${operation.id}/id`, `GET ${operation.path} answered another id.`);
  }
  await refuseUnknown(world, operation, await headersFor(world, operation, made[0]));
};

/** A field that does not change must be left as it is. */
const refuseChanged = async (world: World, operation: ApiOperation, made: Made): Promise<void> => {
  const { body, headers } = await allowedCall(world, operation, { existing: made });
  const path = pathFor(operation, made.id);
  for (const { name, type } of made.aggregate.fields.filter(({ immutable }) => immutable)) {
    if (type.kind !== 'string' && type.kind !== 'text') continue;
    const changed = {
      ...body,
      [name]: String(made.values[name]).replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')),
    };
    await world.probe.refuse(
      operation,
      `${name} changed`,
      { method: 'PUT', path, body: changed, headers },
      [400, 409, 422],
    );
  }
};

export const probeUpdate = async (
  world: World,
  operation: ApiOperation,
  made: readonly Made[],
): Promise<void> => {
  const [first] = made;
  if (!first || !operation.body) return;
  const { probe } = world;
  const path = pathFor(operation, first.id);
  const call = async () => {
    const existing = (await readAgain(world, first)) ?? first;
    const { body, headers } = await allowedCall(world, operation, { existing });
    return { method: 'PUT', path, body, headers };
  };
  const answer = await probe.succeed(operation, await call(), 200);
  if (takesVersion(operation) && first.etag !== null) {
    await refuseStale(world, operation, await call(), first.etag);
    const request = await call();
    const current = { ...request.headers, 'if-match': answer?.headers.get('etag') ?? '' };
    await probe.succeed(operation, { ...request, headers: current }, 200);
  }
  const { body, headers } = await call();
  await refuseUnknown(world, operation, headers, body);
  await refuseBodies(probe, operation, { path, headers, valid: body });
  await refuseChanged(world, operation, (await readAgain(world, first)) ?? first);
};

export const probeRemove = async (
  world: World,
  operation: ApiOperation,
  made: readonly Made[],
): Promise<void> => {
  const last = made.at(-1);
  const headers = await headersFor(world, operation, last);
  await refuseUnknown(world, operation, headers);
  if (!last) return;
  const request = { method: 'DELETE', path: pathFor(operation, last.id), headers };
  await refuseStale(world, operation, request);
  await world.probe.succeed(operation, request, 204);
  await world.probe.refuse(operation, 'already removed', request, [404]);
};
