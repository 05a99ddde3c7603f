import { enteredAt } from '../../../domain/aggregate.ts';
import { collectionPath } from '../../../domain/operation.ts';
import type { AggregateModel, TransitionModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { askedWorld, askTime, calledTransitions, transitionCall, wayTo } from './behaviour-steps.ts';
import type { World } from './expressions/world.ts';

type Start = { codes: string[]; world: World };

const starts = (model: AggregateModel, { useCase }: TransitionModel, states: readonly string[]): Start[] =>
  states.flatMap((state) => {
    const way = wayTo(model, state);
    const world = way && askedWorld(model, useCase, { ...way.world, now: askTime });
    return way && world ? [{ codes: way.codes, world }] : [];
  });

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
  starts(model, transition, transition.useCase.from)[0]?.world.input ?? {};

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
  const [start] = starts(model, transition, transition.useCase.from);
  if (!start) return [];
  return [
    done(model, transition, start),
    refused(model, transition),
    twoWriters(transition, start),
    ...permission(model, transition, start),
    ...(transition.useCase.owner === undefined ? [unknown(model, transition, start)] : []),
  ];
};

const frozenTests = (model: AggregateModel, input: string): string[] => {
  const frozen = model.aggregate.lifecycle?.states.filter((state) => state.frozen) ?? [];
  const ways = frozen.flatMap(({ name }) => {
    const way = wayTo(model, name);
    return way ? [{ name, way }] : [];
  });
  const [first] = ways;
  const methods = [model.update && 'PUT', model.remove && 'DELETE'].filter((method) => method !== undefined);
  if (!first || methods.length === 0) return [];
  return methods.map((method) =>
    block(
      `it(${literal(`${method} is refused to one that is ${first.name}`)}, async () => {`,
      'const path = await made();',
      ...first.way.codes,
      `const answer = await call(shared.url(), ${literal(method)}, path${method === 'PUT' ? `, { body: ${input} }` : ''});`,
      `expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:state-conflict' } });`,
      '});',
    ),
  );
};

/** The state as a filter of a search. */
const searchTest = (model: AggregateModel): string => {
  const { lifecycle } = model.aggregate;
  const [transition] = calledTransitions(model).filter(({ useCase }) =>
    useCase.from.includes(lifecycle?.initial ?? ''),
  );
  const [start] = transition ? starts(model, transition, [lifecycle?.initial ?? '']) : [];
  if (!model.search || !lifecycle || !transition || !start || transition.useCase.to === lifecycle.initial)
    return '';
  return block(
    `it(${literal(`${model.search.useCase.name} finds by ${lifecycle.field}`)}, async () => {`,
    'const other = await made();',
    'const path = await made();',
    `await ${transitionCall(transition, start.world)};`,
    `const query = { ${lifecycle.field}: ${literal(transition.useCase.to)}, limit: '200' };`,
    `const { body } = await call(shared.url(), 'GET', ${literal(collectionPath(model.aggregate))}, { query });`,
    `const ids = (body['items'] as { id: string }[]).map(({ id }) => id);`,
    `expect(ids).toContain(path.split('/').at(-1));`,
    `expect(ids).not.toContain(other.split('/').at(-1));`,
    '});',
  );
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
