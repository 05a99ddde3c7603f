import { aggregateOf, type Service, type UseCase } from '../../domain/blueprint.ts';
import type { Aggregate } from '../../domain/aggregate.ts';
import type { Field } from '../../domain/field.ts';
import { allowedCaller } from '../allowed-caller.ts';
import type { Exchange, Request } from '../exchange.ts';
import { at, isObject, type ApiOperation, type Json } from '../openapi-document.ts';
import type { Probe } from '../operation-probe.ts';
import { validBody, variation } from '../sample-body.ts';
import { allowedAttempt, type Related } from './allowed-input.ts';

/** A running service, what it should be, and the operations of its use cases. */
export type World = {
  probe: Probe;
  service: Service;
  operations: readonly ApiOperation[];
  /** Waits some milliseconds for what the service does by itself. */
  wait: (milliseconds: number) => Promise<unknown>;
};

/** Something that was created at the service, as it answered it last. */
export type Made = { aggregate: Aggregate; id: string; etag: string | null; values: Json; related: Related };

/** A call that the rules let through. */
export type Allowed = { body: Json; headers: Record<string, string>; related: Related };

/** How deep references of references are followed. */
const MAX_DEPTH = 5;

export const useCaseOf = ({ service }: World, { id }: ApiOperation): UseCase | undefined =>
  service.useCases.find(({ name }) => name === id);

export const operationFor = ({ operations }: World, useCase: UseCase | undefined): ApiOperation | undefined =>
  operations.find(({ id }) => id === useCase?.name);

/** The path of an operation for one thing. */
export const pathFor = ({ path }: ApiOperation, id: string): string =>
  path.replace(/\{[^}]+\}/, encodeURIComponent(id));

type Reference = Field & { type: Extract<Field['type'], { kind: 'reference' }> };

export const ownReferences = (fields: readonly Field[]): Reference[] =>
  fields.filter(
    (field): field is Reference => field.type.kind === 'reference' && field.type.service === undefined,
  );

/** Fields of the body of a use case. */
export const bodyFields = (aggregate: Aggregate, useCase: UseCase): readonly Field[] =>
  'input' in useCase ? useCase.input : aggregate.fields;

/** Of what only its own events move on, the external system is kept away, so that it stays where it is. */
const awayText = ({ service }: World, { name, fields }: Aggregate, n: number): Json => {
  const events = service.events.filter(({ aggregate }) => aggregate === name).map((event) => event.name);
  const systems = service.reactions.flatMap(({ event, does }) =>
    does.kind === 'ask' && events.includes(event) ? [does.system] : [],
  );
  const handedOver = service.externalSystems
    .filter((system) => systems.includes(system.name))
    .flatMap((system) => system.fields);
  const field = fields.find(
    ({ name: own, type }) => handedOver.includes(own) && (type.kind === 'string' || type.kind === 'text'),
  );
  return field ? { [field.name]: `probe ${n} unavailable` } : {};
};

/** Parts of lists that refer to things of this service get one that exists. */
const listReferences = async (
  world: World,
  aggregate: Aggregate,
  body: Json,
  depth: number,
): Promise<Json> => {
  const lists: Json = {};
  for (const { name, type } of aggregate.fields) {
    const child =
      type.kind === 'list' ? aggregate.children.find((each) => each.name === type.child) : undefined;
    const references = ownReferences(child?.fields ?? []);
    const list = body[name];
    if (references.length === 0 || !Array.isArray(list)) continue;
    const ids: Json = {};
    for (const reference of references)
      ids[reference.name] = (await make(world, reference.type.aggregate, {}, depth + 1))?.id;
    lists[name] = list.map((part: Json) => ({ ...part, ...ids }));
  }
  return lists;
};

type Wish = {
  which?: 'all' | 'required';
  existing?: Made;
  /** The external system may be asked: the thing may move on by itself. */
  mayMove?: boolean;
};

const timeHeaders = (moment: Date | undefined): Record<string, string> =>
  moment ? { 'x-development-now': moment.toISOString() } : {};

type Referred = { related: Record<string, Json>; references: Json };

/** Creates what a body refers to; what an existing thing may not change is left as it is. */
const referredTo = async (
  world: World,
  wanted: ReturnType<typeof ownReferences>,
  { existing }: Wish,
  depth: number,
): Promise<Referred> => {
  const related: Record<string, Json> = { ...existing?.related };
  const references: Json = {};
  for (const { name, type, immutable } of wanted) {
    if (existing && immutable) continue;
    const made = await make(world, type.aggregate, {}, depth + 1);
    if (made) {
      related[name] = made.values;
      references[name] = made.id;
    }
  }
  return { related, references };
};

/** Values that an update must repeat. */
const fixedValues = (aggregate: Aggregate, useCase: UseCase, { existing }: Wish): Json =>
  Object.fromEntries(
    aggregate.fields
      .filter(({ immutable }) => immutable && useCase.kind === 'update')
      .map(({ name }) => [name, existing?.values[name]]),
  );

const wantedReferences = (
  operation: ApiOperation,
  aggregate: Aggregate,
  useCase: UseCase,
  { which }: Wish,
): ReturnType<typeof ownReferences> => {
  if (!operation.body) return [];
  const required = operation.body['required'];
  return ownReferences(bodyFields(aggregate, useCase)).filter(
    ({ name }) => which !== 'required' || (Array.isArray(required) && required.includes(name)),
  );
};

/** A body and headers with which the rules let a use case through; what it refers to is created first. */
export const allowedCall = async (
  world: World,
  operation: ApiOperation,
  wish: Wish = {},
  depth = 0,
): Promise<Allowed> => {
  const useCase = useCaseOf(world, operation);
  const n = world.probe.next();
  if (!useCase)
    return { body: validBody(operation.body ?? {}, variation(n), wish.which), headers: {}, related: {} };
  const aggregate = aggregateOf(world.service, useCase.aggregate);
  const wanted = depth < MAX_DEPTH ? wantedReferences(operation, aggregate, useCase, wish) : [];
  const { related, references: made } = await referredTo(world, wanted, wish, depth);
  const away = wish.mayMove || 'input' in useCase ? {} : awayText(world, aggregate, n);
  const references: Json = { ...away, ...made, ...fixedValues(aggregate, useCase, wish) };
  const existing = wish.existing?.values;
  const situation = { aggregate, useCase, existing: existing ?? {}, related, now: new Date() };
  const { body, at: moment } = allowedAttempt(situation, operation.body, n, references, wish.which);
  const whole = { ...body, ...(await listReferences(world, aggregate, body, depth)) };
  const owner = useCase.kind === 'create' ? whole : (existing ?? whole);
  return {
    body: whole,
    related,
    headers: { ...(await world.probe.bearer(allowedCaller(useCase, owner))), ...timeHeaders(moment) },
  };
};

/** Creates one of an aggregate; `undefined` where that is refused or nobody can. */
export const make = async (
  world: World,
  name: string,
  wish: Wish = {},
  depth = 0,
): Promise<Made | undefined> => {
  const useCase = world.service.useCases.find(
    ({ kind, aggregate }) => kind === 'create' && aggregate === name,
  );
  const operation = operationFor(world, useCase);
  if (!operation || depth > MAX_DEPTH) return undefined;
  const { body, headers, related } = await allowedCall(world, operation, wish, depth);
  const answer = await world.probe.succeed(
    operation,
    { method: 'POST', path: operation.path, body, headers },
    201,
  );
  return answer && madeOf(aggregateOf(world.service, name), answer, related);
};

/** What an answer says that there is. */
export const madeOf = (aggregate: Aggregate, answer: Exchange, related: Related): Made | undefined => {
  const id = at(answer.json, 'id');
  return typeof id === 'string' && isObject(answer.json)
    ? { aggregate, id, etag: answer.headers.get('etag'), values: answer.json, related }
    : undefined;
};

/** What a thing is now, read without counting as an operation's success. */
export const readAgain = async (
  world: World,
  { aggregate, id, values, related }: Made,
): Promise<Made | undefined> => {
  const useCase = world.service.useCases.find(
    ({ kind, aggregate: of }) => kind === 'get' && of === aggregate.name,
  );
  const operation = operationFor(world, useCase);
  if (!operation || !useCase) return undefined;
  const request: Request = {
    method: 'GET',
    path: pathFor(operation, id),
    headers: await world.probe.bearer(allowedCaller(useCase, values)),
  };
  return madeOf(aggregate, await world.probe.send(request), related);
};
