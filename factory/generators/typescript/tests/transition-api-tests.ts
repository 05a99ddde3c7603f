import { enteredAt } from '../../../domain/aggregate.ts';
import { collectionPath } from '../../../domain/operation.ts';
import type { AggregateModel, TransitionModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import {
  askTime,
  calledTransitions,
  transitionCall,
  transitionStarts,
  wayTo,
  type Start,
} from './behaviour-steps.ts';
import { frozenTests, searchTest } from './state-api-tests.ts';
import type { World } from './expressions/world.ts';

const done = (model: AggregateModel, transition: TransitionModel, { codes, world }: Start): string => {
  const { useCase } = transition;
  const { lifecycle } = model.aggregate;
  if (!lifecycle) return '';
  const entered = enteredAt(lifecycle, useCase.to);
  const shown = [
    `${lifecycle.field}: ${literal(useCase.to)}`,
    ...(entered === 'recordedAt' ? [] : [`${entered}: ${literal(world.now)}`]),
  ].join(', ');
  return block(
    `it(${literal(`${useCase.name} answers what became ${useCase.to}`)}, async () => {`,
    'const path = await made();',
    ...codes,
    `const answer = await ${transitionCall(transition, world)};`,
    `expect(answer).toMatchObject({ status: 200, body: { ${shown} } });`,
    `expect(answer.headers.get('etag')).toBe('"${codes.length + 2}"');`,
    model.get &&
      `expect((await call(shared.url(), 'GET', path, { at: ${literal(world.now)} })).body).toEqual(answer.body);`,
    '});',
  );
};

const refused = (model: AggregateModel, transition: TransitionModel): string => {
  const { useCase } = transition;
  const states = model.aggregate.lifecycle?.states.map(({ name }) => name) ?? [];
  const closed = states.filter((state) => !useCase.from.includes(state));
  const ways = closed.flatMap((state) => {
    const way = wayTo(model, state);
    return way ? [way] : [];
  });
  const [way] = ways;
  return way
    ? block(
        `it(${literal(`${useCase.name} is refused where it cannot be, and changes nothing`)}, async () => {`,
        'const path = await made();',
        ...way.codes,
        model.get && `const { body } = await call(shared.url(), 'GET', path, { at: ${literal(askTime)} });`,
        `expect(await ${transitionCall(transition, { ...way.world, now: askTime, input: askedInput(model, transition) })}).toMatchObject({ status: 409, body: { type: 'urn:problem:state-conflict' } });`,
        model.get &&
          `expect((await call(shared.url(), 'GET', path, { at: ${literal(askTime)} })).body).toEqual(body);`,
        '});',
      )
    : '';
};

const askedInput = (model: AggregateModel, transition: TransitionModel): World['input'] =>
  transitionStarts(model, transition, transition.useCase.from)[0]?.world.input ?? {};

const twoWriters = (transition: TransitionModel, { codes, world }: Start): string => {
  const headers = `{ 'if-match': '"${codes.length + 1}"' }`;
  const asked = transitionCall(transition, world, { headers });
  return block(
    `it(${literal(`${transition.useCase.name} lets one of two through who saw the same`)}, async () => {`,
    'const path = await made();',
    ...codes,
    `const headers = ${headers};`,
    `const ask = () => ${asked.replace(`headers: ${headers}`, 'headers')};`,
    'const answers = await Promise.all([ask(), ask()]);',
    'expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);',
    '});',
  );
};

const permission = (
  model: AggregateModel,
  transition: TransitionModel,
  { codes, world }: Start,
): string[] => {
  const { name, roles, owner } = transition.useCase;
  if (roles.length === 0 && owner === undefined) return [];
  const other = roles.length > 0 ? 'somebody;roles=other' : 'somebody-else';
  return [
    block(
      `it.each([[null, 401, 'unauthenticated'], [${literal(other)}, 403, 'forbidden']])(`,
      `${literal(`${name} is refused to %s`)}, async (as, status, problem) => {`,
      'const path = await made();',
      ...codes,
      `const answer = await ${transitionCall(transition, world, { as: 'as' })};`,
      'expect(answer).toMatchObject({ status, body: { type: `urn:problem:${problem}` } });',
      model.get &&
        `expect((await call(shared.url(), 'GET', path)).headers.get('etag')).toBe('"${codes.length + 1}"');`,
      '},',
      ');',
    ),
  ];
};

const unknown = (model: AggregateModel, transition: TransitionModel, { world }: Start): string =>
  block(
    `it(${literal(`${transition.useCase.name} does not know what does not exist`)}, async () => {`,
    `const path = ${literal(`${collectionPath(model.aggregate)}/019c1363-49c0-7000-8000-000000000000`)};`,
    `expect(await ${transitionCall(transition, world)}).toMatchObject({ status: 404, body: { type: 'urn:problem:not-found' } });`,
    '});',
  );

const transitionTests = (model: AggregateModel, transition: TransitionModel): string[] => {
  const [start] = transitionStarts(model, transition, transition.useCase.from);
  if (!start) return [];
  return [
    done(model, transition, start),
    refused(model, transition),
    twoWriters(transition, start),
    ...permission(model, transition, start),
    ...(transition.useCase.owner === undefined ? [unknown(model, transition, start)] : []),
  ];
};

/** Tests of a life cycle over HTTP. `input`: code for a valid one. */
export const transitionApiTests = (model: AggregateModel, input: string): string[] =>
  model.aggregate.lifecycle
    ? [
        ...calledTransitions(model).flatMap((transition) => transitionTests(model, transition)),
        ...frozenTests(model, input),
        searchTest(model),
      ]
    : [];
