import { aggregateOf, type Blueprint, type Service, type UseCase } from '../../domain/blueprint.ts';
import type { Aggregate } from '../../domain/aggregate.ts';
import type { Field } from '../../domain/field.ts';
import type { ProcessPath } from '../../domain/process.ts';
import { collectionPath } from '../../domain/operation.ts';
import { allowedCaller } from '../allowed-caller.ts';
import type { Bearer } from '../development-tokens.ts';
import { exchange, type Exchange, type Request } from '../exchange.ts';
import { at } from '../openapi-document.ts';
import { markedInput, type Create, type Marking } from './marked-input.ts';

/** Something that a test created. */
export type Prepared = { service: string; aggregate: string; id: string; input: Record<string, unknown> };

export type Solution = { blueprint: Blueprint; endpoints: Readonly<Record<string, string>>; bearer: Bearer };

/** What a test may not go on after; the message says which call was answered how. */
export class CallRefused extends Error {}

export const createUseCase = (service: Service, aggregate: string): Create | undefined =>
  service.useCases.find(
    (useCase): useCase is Create => useCase.kind === 'create' && useCase.aggregate === aggregate,
  );

const endpointOf = ({ endpoints }: Solution, service: string): string => {
  const endpoint = endpoints[service];
  if (!endpoint) throw new CallRefused(`Service ${service} does not run.`);
  return endpoint;
};

/** Calls a use case as somebody who may. */
export const ask = async (
  solution: Solution,
  service: Service,
  useCase: UseCase,
  values: Record<string, unknown>,
  request: Request,
): Promise<Exchange> => {
  const endpoint = endpointOf(solution, service.name);
  const proof = await solution.bearer(endpoint, allowedCaller(useCase, values));
  return exchange(endpoint, { ...request, headers: { ...request.headers, ...proof } });
};

/** Creates an aggregate over HTTP. */
export const createOne = async (
  solution: Solution,
  service: Service,
  useCase: Create,
  input: Record<string, unknown>,
  correlationId: string,
): Promise<Prepared> => {
  const aggregate = aggregateOf(service, useCase.aggregate);
  const answer = await ask(solution, service, useCase, input, {
    method: 'POST',
    path: collectionPath(aggregate),
    headers: { 'x-correlation-id': correlationId },
    body: input,
  });
  const id = at(answer.json, 'id');
  if (answer.status !== 201 || typeof id !== 'string') {
    throw new CallRefused(
      `${answer.request} of ${service.name} answered ${answer.status}, not 201: ${answer.text.slice(0, 300)}`,
    );
  }
  return { service: service.name, aggregate: aggregate.name, id, input };
};

/** Given out by no service: for what nobody can create. */
const SOMETHING = '01900000-0000-7000-8000-000000000000';

type Reference = Extract<Field['type'], { kind: 'reference' }>;

const referencesOf = ({ fields, children }: Aggregate): Reference[] =>
  [...fields, ...children.flatMap((child) => child.fields)].flatMap(({ type }) =>
    type.kind === 'reference' ? [type] : [],
  );

type Preparing = Omit<Marking, 'referenceOf' | 'refusing' | 'lacking'> & {
  correlationId: string;
  /** The stock of which there is nothing. */
  lacks?: ProcessPath['lacks'];
};

/** Creates what an aggregate refers to, first what that refers to itself; each once. */
export const prepareReferences = async (
  solution: Solution,
  service: Service,
  aggregate: Aggregate,
  preparing: Preparing,
  prepared: Prepared[] = [],
): Promise<Prepared[]> => {
  for (const reference of referencesOf(aggregate)) {
    const home = reference.service ?? service.name;
    const target = solution.blueprint.services.find(({ name }) => name === home);
    const useCase = target && createUseCase(target, reference.aggregate);
    const isKnown = prepared.some((one) => one.service === home && one.aggregate === reference.aggregate);
    const isItself = home === service.name && reference.aggregate === aggregate.name;
    if (!target || !useCase || isKnown || isItself) continue;
    const referred = aggregateOf(target, reference.aggregate);
    await prepareReferences(solution, target, referred, preparing, prepared);
    const { lacks } = preparing;
    const lacking = lacks?.service === target.name && lacks.aggregate === referred.name;
    const marking = { ...preparing, referenceOf: referenceTo(target.name, prepared), refusing: [], lacking };
    const input = markedInput(useCase, referred, marking);
    prepared.push(await createOne(solution, target, useCase, input, preparing.correlationId));
  }
  return prepared;
};

/** The id of what was prepared for a reference field. */
export const referenceTo =
  (service: string, prepared: readonly Prepared[]): Marking['referenceOf'] =>
  ({ type }) => {
    if (type.kind !== 'reference') return SOMETHING;
    const home = type.service ?? service;
    return prepared.find((one) => one.service === home && one.aggregate === type.aggregate)?.id ?? SOMETHING;
  };
