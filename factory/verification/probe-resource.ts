import type { Aggregate } from '../domain/blueprint.ts';
import { at, isObject, type ApiOperation, type Json, type Parameter } from './openapi-document.ts';
import type { Probe } from './operation-probe.ts';
import { brokenBodies, invalidValues, validBody, validValue } from './sample-body.ts';

/** Well-formed, and given out by no service. */
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

/** Over the limit of 1 MiB. */
const TOO_LARGE = 1_100_000;

type Made = { id: string; etag: string | null };

const filled = ({ path }: ApiOperation, id: string): string =>
  path.replace(/\{[^}]+\}/, encodeURIComponent(id));

const hasHeader = (operation: ApiOperation, name: string): boolean =>
  operation.parameters.some(
    (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name,
  );

const create = async (probe: Probe, operation: ApiOperation, body: Json): Promise<Made | undefined> => {
  const answer = await probe.succeed(operation, { method: 'POST', path: operation.path, body }, 201);
  const id = at(answer?.json, 'id');
  if (!answer || typeof id !== 'string') return undefined;
  const location = answer.headers.get('location');
  if (location !== `${operation.path}/${id}`) {
    probe.report(`${operation.id}/location`, `POST ${operation.path}: Location is ${location ?? 'missing'}.`);
  }
  const differing = Object.entries(body).filter(([name, value]) => !sameValue(at(answer.json, name), value));
  for (const [name] of differing) {
    probe.report(
      `${operation.id}/echo ${name}`,
      `POST ${operation.path} answered another "${name}" than was sent.`,
    );
  }
  return { id, etag: answer.headers.get('etag') };
};

const sameValue = (one: unknown, other: unknown): boolean => {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  if (first === second) return true;
  return typeof one === 'string' && typeof other === 'string' && Date.parse(one) === Date.parse(other);
};

/** The same call with every broken body, and with what is no JSON body at all. */
const refuseBodies = async (
  probe: Probe,
  operation: ApiOperation,
  method: string,
  path: string,
  schema: Json,
): Promise<void> => {
  const broken = brokenBodies(schema, probe.next());
  await Promise.all([
    ...broken.map(({ constraint, field, body }) =>
      probe.refuse(operation, constraint, { method, path, body }, [400], field),
    ),
    probe.refuse(operation, 'no object', { method, path, body: [] }, [400]),
    probe.refuse(
      operation,
      'no JSON',
      { method, path, text: '{', headers: { 'content-type': 'application/json' } },
      [400],
    ),
    probe.refuse(
      operation,
      'media type',
      { method, path, text: 'a=b', headers: { 'content-type': 'text/plain' } },
      [415],
    ),
  ]);
  const large = JSON.stringify({ filler: 'x'.repeat(TOO_LARGE) });
  const headers = { 'content-type': 'application/json' };
  await probe.refuse(operation, 'too large', { method, path, text: large, headers }, [413]);
};

/** Rules that the contract states in words: uniqueness, digits after the point, bytes of a JSON object. */
const refuseStatedRules = async (
  probe: Probe,
  operation: ApiOperation,
  aggregate: Aggregate | undefined,
  schema: Json,
): Promise<void> => {
  const request = { method: 'POST', path: operation.path };
  for (const { name, type, unique } of aggregate?.fields ?? []) {
    const valid = validBody(schema, probe.next());
    if (type.kind === 'decimal') {
      const value = Number((Number(valid[name] ?? 1) + 10 ** -(type.scale + 1)).toFixed(type.scale + 1));
      await probe.refuse(
        operation,
        `${name} scale`,
        { ...request, body: { ...valid, [name]: value } },
        [400],
        name,
      );
    }
    if (type.kind === 'json') {
      const body = { ...valid, [name]: { filler: 'x'.repeat(type.maxBytes) } };
      await probe.refuse(operation, `${name} maxBytes`, { ...request, body }, [400], name);
    }
    if (unique) {
      await probe.succeed(operation, { ...request, body: valid }, 201);
      const body = { ...validBody(schema, probe.next()), [name]: valid[name] };
      await probe.refuse(operation, `${name} unique`, { ...request, body }, [409], name);
    }
  }
};

const probeIdempotency = async (probe: Probe, operation: ApiOperation, schema: Json): Promise<void> => {
  if (!hasHeader(operation, 'idempotency-key')) return;
  const headers = { 'idempotency-key': `probe-${operation.id}-${probe.next()}` };
  const request = { method: 'POST', path: operation.path, headers };
  const body = validBody(schema, probe.next());
  const first = await probe.succeed(operation, { ...request, body }, 201);
  const again = await probe.succeed(operation, { ...request, body }, 201);
  if (first && again && first.text !== again.text) {
    probe.report(
      `${operation.id}/idempotency`,
      `POST ${operation.path}: the same key and body gave another answer.`,
    );
  }
  const other = { ...request, body: validBody(schema, probe.next()) };
  await probe.refuse(operation, 'idempotency key reused', other, [422]);
  const long = { ...request, headers: { 'idempotency-key': 'k'.repeat(201) }, body };
  await probe.refuse(operation, 'idempotency key too long', long, [400], 'Idempotency-Key');
};

const probeCreate = async (
  probe: Probe,
  operation: ApiOperation,
  aggregate: Aggregate | undefined,
): Promise<Made[]> => {
  const schema = operation.body;
  if (!schema) return [];
  const whole = await create(probe, operation, validBody(schema, probe.next()));
  const least = await create(probe, operation, validBody(schema, probe.next(), 'required'));
  await probeIdempotency(probe, operation, schema);
  await refuseBodies(probe, operation, 'POST', operation.path, schema);
  await refuseStatedRules(probe, operation, aggregate, schema);
  return [whole, least].filter((made): made is Made => made !== undefined);
};

const probeGet = async (probe: Probe, operation: ApiOperation, made: readonly Made[]): Promise<void> => {
  for (const { id } of made) {
    const answer = await probe.succeed(operation, { method: 'GET', path: filled(operation, id) }, 200);
    if (answer && at(answer.json, 'id') !== id)
      probe.report(`${operation.id}/id`, `GET ${operation.path} answered another id.`);
  }
  await refuseUnknown(probe, operation, 'GET');
};

const refuseUnknown = async (
  probe: Probe,
  operation: ApiOperation,
  method: string,
  body?: Json,
): Promise<void> => {
  for (const id of [UNKNOWN_ID, 'no-id']) {
    const request = { method, path: filled(operation, id), ...(body ? { body } : {}) };
    await probe.refuse(operation, `id ${id === 'no-id' ? 'malformed' : 'unknown'}`, request, [404]);
  }
};

const probeUpdate = async (probe: Probe, operation: ApiOperation, made: readonly Made[]): Promise<void> => {
  const [first] = made;
  const schema = operation.body;
  if (!first || !schema) return;
  const path = filled(operation, first.id);
  const request = () => ({ method: 'PUT', path, body: validBody(schema, probe.next()) });
  const answer = await probe.succeed(operation, request(), 200);
  if (hasHeader(operation, 'if-match') && first.etag !== null) {
    const headers = { 'if-match': first.etag };
    await probe.refuse(operation, 'If-Match stale', { ...request(), headers }, [412]);
    const current = { 'if-match': answer?.headers.get('etag') ?? '' };
    await probe.succeed(operation, { ...request(), headers: current }, 200);
  }
  await refuseUnknown(probe, operation, 'PUT', validBody(schema, probe.next()));
  await refuseBodies(probe, operation, 'PUT', path, schema);
};

const probeRemove = async (probe: Probe, operation: ApiOperation, made: readonly Made[]): Promise<void> => {
  await refuseUnknown(probe, operation, 'DELETE');
  const last = made.at(-1);
  if (!last) return;
  const request = { method: 'DELETE', path: filled(operation, last.id) };
  if (hasHeader(operation, 'if-match')) {
    await probe.refuse(
      operation,
      'If-Match stale',
      { ...request, headers: { 'if-match': '"999999"' } },
      [412],
    );
  }
  await probe.succeed(operation, request, 204);
  await probe.refuse(operation, 'already removed', request, [404]);
};

const queryOf = (operation: ApiOperation): Parameter[] =>
  operation.parameters.filter((parameter) => parameter.in === 'query');

/** In a query everything is text: only what cannot be read as the type breaks it. */
const brokenQueries = ({ name, schema }: Parameter): { constraint: string; value: string }[] =>
  invalidValues(name, schema)
    .filter(({ constraint }) => !(schema['type'] === 'string' && constraint.endsWith(' type')))
    .map(({ constraint, value }) => ({ constraint, value: String(value) }));

const probeQuery = async (probe: Probe, operation: ApiOperation): Promise<void> => {
  const { path } = operation;
  await Promise.all(
    queryOf(operation).flatMap((parameter) => {
      const { name, schema } = parameter;
      const broken = brokenQueries(parameter).map(({ constraint, value }) =>
        probe.refuse(operation, constraint, { method: 'GET', path, query: { [name]: value } }, [400], name),
      );
      if (name === 'cursor') {
        const query = { cursor: 'no cursor of ours' };
        return [
          ...broken,
          probe.refuse(operation, 'bad cursor', { method: 'GET', path, query }, [400], 'cursor'),
        ];
      }
      const query = { [name]: String(validValue(schema, probe.next())) };
      return [...broken, probe.succeed(operation, { method: 'GET', path, query }, 200)];
    }),
  );
};

/** Pages of one item each must show every thing once. */
const probePages = async (probe: Probe, operation: ApiOperation, made: readonly Made[]): Promise<void> => {
  const query = queryOf(operation).map(({ name }) => name);
  if (!query.includes('cursor') || !query.includes('limit')) return;
  const seen: string[] = [];
  let cursor: unknown;
  do {
    const more: Record<string, string> = typeof cursor === 'string' ? { cursor } : {};
    const page = await probe.succeed(
      operation,
      { method: 'GET', path: operation.path, query: { limit: '2', ...more } },
      200,
    );
    const items = at(page?.json, 'items');
    if (!Array.isArray(items)) return;
    seen.push(...items.map((item) => String(at(item, 'id'))));
    cursor = at(page?.json, 'nextCursor');
  } while (cursor !== undefined && seen.length < 1_000);
  for (const { id } of made) {
    const times = seen.filter((other) => other === id).length;
    if (times !== 1)
      probe.report(
        `${operation.id}/paging`,
        `Paging through ${operation.path} showed one thing ${times} times.`,
      );
  }
};

const probeExport = async (probe: Probe, operation: ApiOperation): Promise<void> => {
  const format = queryOf(operation).find(({ name }) => name === 'format');
  const formats = Array.isArray(format?.schema['enum']) ? format.schema['enum'].map(String) : [];
  for (const name of formats) {
    await probe.succeed(operation, { method: 'GET', path: operation.path, query: { format: name } }, 200);
  }
  const types = at(operation.raw, 'responses', '200', 'content');
  for (const type of Object.keys(isObject(types) ? types : {})) {
    const answer = await probe.succeed(
      operation,
      { method: 'GET', path: operation.path, headers: { accept: type } },
      200,
    );
    if (answer && answer.type !== type)
      probe.report(`${operation.id}/accept`, `Accept: ${type} was answered as ${answer.type}.`);
  }
};

const isItem = (path: string): boolean => path.includes('{');

/** Exercises the operations of one collection in the order in which they build on each other. */
export const probeResource = async (
  probe: Probe,
  operations: readonly ApiOperation[],
  aggregate: Aggregate | undefined,
): Promise<void> => {
  const calls = (method: string, item: boolean) =>
    operations.filter((operation) => operation.method === method && isItem(operation.path) === item);
  const made: Made[] = [];
  for (const operation of calls('POST', false))
    made.push(...(await probeCreate(probe, operation, aggregate)));
  for (const operation of calls('GET', true)) await probeGet(probe, operation, made);
  for (const operation of calls('GET', false)) {
    await probe.succeed(operation, { method: 'GET', path: operation.path }, 200);
    await probeQuery(probe, operation);
    if (operation.path.endsWith('/export')) await probeExport(probe, operation);
    else await probePages(probe, operation, made);
  }
  for (const operation of calls('PUT', true)) await probeUpdate(probe, operation, made);
  for (const operation of calls('DELETE', true)) await probeRemove(probe, operation, made);
};
