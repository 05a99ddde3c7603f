import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { methodCall } from './method-calls.ts';
import { allowing } from './state-worlds.ts';
import { sampleWorld, timeOf } from './worlds.ts';

/** A use case that changes a new one, whatever the others do. */
const changeOf = (model: AggregateModel): UseCaseModel | undefined => {
  const initial = model.aggregate.lifecycle?.initial ?? '';
  return (
    model.update ??
    model.transitions.find(({ useCase }) => useCase.from.includes(initial)) ??
    model.posts.find(({ useCase }) => useCase.direction === 'in')
  );
};

/** Tests of changes and removals in a store. */
export const changing = (model: AggregateModel): string[] => {
  const { many, remove, one } = model;
  const change = changeOf(model);
  const at = change && allowing(model, change.useCase, { ...sampleWorld(model), now: timeOf(1) }).now;
  const call = (receiver: string) => change && methodCall(model, change, receiver, { at: literal(at) });
  return [
    change
      ? block(
          `it('keeps a change once, and refuses one that was based on an older version', async () => {`,
          `const { ${many} } = await open();`,
          `const ${one} = await ${many}.add(made());`,
          `const late = ${model.type}.restore(${one});`,
          `${call(one)};`,
          `const kept = await ${many}.save(${one});`,
          'expect(kept.version).toBe(2);',
          `expect(kept.state).toEqual(${one}.state);`,
          `expect(await ${many}.find(kept.state.id)).toEqual(kept);`,
          `${call('late')};`,
          `await expect(${many}.save(late)).rejects.toThrow(ConcurrentChangeError);`,
          '});',
        )
      : '',
    remove
      ? block(
          `it('forgets what is removed', async () => {`,
          `const { ${many} } = await open();`,
          `const ${one} = await ${many}.add(made());`,
          `await ${many}.remove(${one});`,
          `expect(await ${many}.find(${one}.state.id)).toBeUndefined();`,
          `await expect(${many}.remove(${one})).rejects.toThrow(ConcurrentChangeError);`,
          '});',
        )
      : '',
  ];
};
