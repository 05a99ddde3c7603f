import { serverFields, type Aggregate } from '../../domain/aggregate.ts';
import { isGiven } from '../../domain/field.ts';
import { at, isObject, type ApiOperation, type Json } from '../openapi-document.ts';
import { holdsValue, wrongDerived } from './compare.ts';
import { refuseBodies } from './refuse-bodies.ts';
import { refuseStatedRules } from './refuse-stated-rules.ts';
import { allowedCall, madeOf, ownReferences, type Allowed, type Made, type World } from './world.ts';

/** Well-formed, and given out by no service. */
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

const hasHeader = (operation: ApiOperation, name: string): boolean =>
  operation.parameters.some(
    (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name,
  );

/** What a new thing must be: what was sent, what is derived of it, in the initial state, with an empty account. */
const checkNew = (
  { probe }: World,
  operation: ApiOperation,
  aggregate: Aggregate | undefined,
  { body, related }: Allowed,
  answered: Json,
): void => {
  const report = (what: string, detail: string) =>
    probe.report(`${operation.id}/${what}`, `POST ${operation.path} answered ${detail}.`);
  for (const [name] of Object.entries(body).filter(([sent, value]) => !holdsValue(answered[sent], value)))
    report(`echo ${name}`, `another "${name}" than was sent`);
  if (!aggregate) return;
  for (const name of wrongDerived(aggregate, answered, related))
    report(
      `derived ${name}`,
      `"${name}" ${JSON.stringify(answered[name])}, which does not follow from the rest`,
    );
  const { lifecycle, ledger } = aggregate;
  if (lifecycle && answered[lifecycle.field] !== lifecycle.initial)
    report('state', `"${lifecycle.field}" ${String(answered[lifecycle.field])}, not ${lifecycle.initial}`);
  if (ledger && answered['balance'] !== 0) report('balance', `balance ${String(answered['balance'])}, not 0`);
};

const create = async (
  world: World,
  operation: ApiOperation,
  aggregate: Aggregate | undefined,
  which: 'all' | 'required',
): Promise<Made | undefined> => {
  const { probe } = world;
  const allowed = await allowedCall(world, operation, { which });
  const { body, headers, related } = allowed;
  const answer = await probe.succeed(operation, { method: 'POST', path: operation.path, body, headers }, 201);
  const id = at(answer?.json, 'id');
  if (!answer || typeof id !== 'string' || !isObject(answer.json)) return undefined;
  const location = answer.headers.get('location');
  if (location !== `${operation.path}/${id}`)
    probe.report(`${operation.id}/location`, `POST ${operation.path}: Location is ${location ?? 'missing'}.`);
  checkNew(world, operation, aggregate, allowed, answer.json);
  return aggregate && madeOf(aggregate, answer, related);
};

const probeIdempotency = async (world: World, operation: ApiOperation): Promise<void> => {
  if (!hasHeader(operation, 'idempotency-key')) return;
  const { probe } = world;
  const { body, headers } = await allowedCall(world, operation);
  const keyed = { ...headers, 'idempotency-key': `probe-${operation.id}-${probe.next()}` };
  const request = { method: 'POST', path: operation.path, headers: keyed };
  const first = await probe.succeed(operation, { ...request, body }, 201);
  const again = await probe.succeed(operation, { ...request, body }, 201);
  if (first && again && first.text !== again.text)
    probe.report(
      `${operation.id}/idempotency`,
      `POST ${operation.path}: the same key and body gave another answer.`,
    );
  const other = await allowedCall(world, operation);
  const key = { 'idempotency-key': keyed['idempotency-key'] };
  const reused = { ...request, headers: { ...other.headers, ...key }, body: other.body };
  await probe.refuse(operation, 'idempotency key reused', reused, [422]);
  const long = { ...request, headers: { ...headers, 'idempotency-key': 'k'.repeat(201) }, body };
  await probe.refuse(operation, 'idempotency key too long', long, [400], 'Idempotency-Key');
};

/** References to nothing, and values that only the service sets. */
const refuseForeignValues = async (
  world: World,
  operation: ApiOperation,
  aggregate: Aggregate,
): Promise<void> => {
  const { body, headers } = await allowedCall(world, operation);
  const request = { method: 'POST', path: operation.path, headers };
  for (const { name } of ownReferences(aggregate.fields)) {
    const broken = { ...body, [name]: UNKNOWN_ID };
    await world.probe.refuse(operation, `${name} unknown`, { ...request, body: broken }, [422], name);
  }
  const computed = [...aggregate.fields.filter((field) => !isGiven(field)), ...serverFields(aggregate)];
  for (const { name } of computed) {
    const broken = { ...body, [name]: 1 };
    await world.probe.refuse(operation, `${name} given`, { ...request, body: broken }, [400], name);
  }
};

/** Creates in every legal way, and is refused in every illegal one. */
export const probeCreate = async (
  world: World,
  operation: ApiOperation,
  aggregate: Aggregate | undefined,
): Promise<Made[]> => {
  if (!operation.body) return [];
  const whole = await create(world, operation, aggregate, 'all');
  const least = await create(world, operation, aggregate, 'required');
  await probeIdempotency(world, operation);
  const { body: valid, headers } = await allowedCall(world, operation);
  await refuseBodies(world.probe, operation, { path: operation.path, headers, valid });
  if (aggregate) {
    await refuseStatedRules(world, operation, aggregate);
    await refuseForeignValues(world, operation, aggregate);
  }
  return [whole, least].filter((made): made is Made => made !== undefined);
};
