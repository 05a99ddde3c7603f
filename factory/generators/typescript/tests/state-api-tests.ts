import { collectionPath } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { calledTransitions, transitionCall, transitionStarts, wayTo } from './behaviour-steps.ts';

/** Tests that update and remove are refused in frozen states. */
export const frozenTests = (model: AggregateModel, input: string): string[] => {
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
export const searchTest = (model: AggregateModel): string => {
  const { lifecycle } = model.aggregate;
  const [transition] = calledTransitions(model).filter(({ useCase }) =>
    useCase.from.includes(lifecycle?.initial ?? ''),
  );
  const [start] = transition ? transitionStarts(model, transition, [lifecycle?.initial ?? '']) : [];
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
