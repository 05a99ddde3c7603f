import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel, TransitionModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { eventsCode, shownCode } from './expected-events.ts';
import { methodCall, restored } from './method-calls.ts';
import { argumentsIn, changes, changeTime, inStates, type Stand } from './stand.ts';
import { afterTransition, allowing, worldsByState } from './state-worlds.ts';
import { supportImports } from './support-imports.ts';
import { timeoutTests } from './timeout-tests.ts';
import { inputTests } from './transition-input-tests.ts';

/** States in which a transition is asked for and does the same. */
const groups = (model: AggregateModel, transition: TransitionModel, stands: readonly Stand[]) => {
  const all = stands.map((stand) => {
    const asked = allowing(model, transition.useCase, { ...stand.world, now: changeTime });
    const after = afterTransition(model, transition.useCase, asked);
    const call = methodCall(
      model,
      transition,
      model.one,
      argumentsIn(model, transition, { state: stand.state, world: asked }, stand.world),
    );
    const isMoved = JSON.stringify(asked.fields) === JSON.stringify(stand.world.fields);
    const result = changes(model, after, stand.world);
    const events = eventsCode(transition.events, shownCode(model, `${model.one}.state`, after));
    return { stand, call, result, events, isMoved };
  });
  const usable = all.filter(({ isMoved }) => isMoved);
  const keys = [...new Set(usable.map(({ call, result, events }) => [call, result, events].join('\n')))];
  return keys.map((key) =>
    usable.filter(({ call, result, events }) => [call, result, events].join('\n') === key),
  );
};

const allowed = (model: AggregateModel, transition: TransitionModel, stands: readonly Stand[]): string[] =>
  groups(model, transition, stands).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { one } = model;
    const title = `${transition.useCase.name} makes one ${transition.useCase.to} that is`;
    const all = group.map(({ stand }) => stand);
    return inStates(model, all, title, (stored) =>
      block(
        `const ${one} = ${restored(model, stored)};`,
        `${first.call};`,
        `expect(${one}.state).toEqual({ ...${stored}, ${first.result} });`,
        `expect(${one}.releaseEvents()).toEqual(${first.events});`,
      ),
    );
  });

const refusedTest = (
  model: AggregateModel,
  useCase: UseCaseModel,
  stands: readonly Stand[],
  states: readonly string[],
): string => {
  const { one, aggregate } = model;
  const call = methodCall(model, useCase, one, { at: literal(changeTime) });
  const field = literal(aggregate.lifecycle?.field ?? '');
  return inStates(model, stands, `${useCase.useCase.name} is refused to one that is`, (stored, state) =>
    block(
      `const ${one} = ${restored(model, stored)};`,
      `expect(() => ${call}).toThrow(new StateConflict(${field}, ${state}, ${literal(states)}));`,
      `expect(${one}.state).toEqual(${stored});`,
      `expect(${one}.releaseEvents()).toEqual([]);`,
    ),
  );
};

const transitionTests = (
  model: AggregateModel,
  transition: TransitionModel,
  stands: readonly Stand[],
): string[] => {
  const { from } = transition.useCase;
  return [
    ...allowed(
      model,
      transition,
      stands.filter(({ state }) => from.includes(state)),
    ),
    refusedTest(
      model,
      transition,
      stands.filter(({ state }) => !from.includes(state)),
      from,
    ),
    ...inputTests(model, transition, stands),
  ];
};

const frozenTests = (model: AggregateModel, stands: readonly Stand[]): string[] => {
  const states = model.aggregate.lifecycle?.states ?? [];
  const frozen = new Set(states.filter((state) => state.frozen).map(({ name }) => name));
  const open = states.filter((state) => !state.frozen).map(({ name }) => name);
  const inFrozen = stands.filter(({ state }) => frozen.has(state));
  return [model.update, model.remove].flatMap((useCase) =>
    useCase ? [refusedTest(model, useCase, inFrozen, open)] : [],
  );
};

/** `test/unit/domain/<aggregate>-life-cycle.test.ts`: every transition from every state. */
export const lifeCycleTestFile = (model: AggregateModel): GeneratedFile[] => {
  if (!model.aggregate.lifecycle) return [];
  const stands = worldsByState(model);
  const tests = [
    ...model.transitions.flatMap((transition) => transitionTests(model, transition, stands)),
    ...frozenTests(model, stands),
    ...timeoutTests(model, stands),
  ].filter(Boolean);
  if (tests.length === 0) return [];
  return [
    {
      path: `test/unit/domain/${model.folder}-life-cycle.test.ts`,
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        supportImports(model, tests.join('\n')),
        ...tests,
      ),
    },
  ];
};
