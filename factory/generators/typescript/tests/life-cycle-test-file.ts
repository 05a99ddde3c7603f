import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel, TransitionModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { durationText, shifted } from '../../../domain/duration.ts';
import { eventsCode, shownCode } from './expected-events.ts';
import type { World } from './expressions/world.ts';
import { factsName, methodCall, restored, sampleInputCode, stateCode, statesName } from './method-calls.ts';
import { refusedValues } from './refused-values.ts';
import type { Code } from './sample-values.ts';
import { supportImports } from './support-imports.ts';
import {
  afterTransition,
  allowing,
  inputFields,
  keptIn,
  sampleInput,
  timeOf,
  worldsByState,
} from './worlds.ts';

const changeTime = timeOf(8);

type Stand = { state: string; world: World };

const names = (stands: readonly Stand[]): Code => `${literal(stands.map(({ state }) => state))} as const`;

/** Facts that differ from those of the support file, which a guard asks for. */
const factsCode = (model: AggregateModel, useCase: UseCaseModel, { world }: Stand): Code => {
  const changed = model
    .methodOf(useCase)
    .facts.flatMap((fact) =>
      fact.kind === 'reference' ? [`${fact.name}: ${literal(world.related[fact.field.name])}`] : [],
    );
  return changed.length === 0 ? factsName(model) : `{ ...${factsName(model)}, ${changed.join(', ')} }`;
};

const argumentsIn = (model: AggregateModel, useCase: UseCaseModel, stand: Stand, before: World) => {
  const { world } = stand;
  const isPlain = JSON.stringify(world.related) === JSON.stringify(before.related);
  const isSample = JSON.stringify(world.input) === JSON.stringify(sampleInput(useCase.useCase));
  return {
    at: literal(world.now),
    ...(inputFields(useCase.useCase).length > 0 && {
      input: isSample ? sampleInputCode(model, useCase) : literal(world.input),
    }),
    facts: isPlain ? factsName(model) : factsCode(model, useCase, stand),
  };
};

/** Code for what differs after a transition. */
const changes = (model: AggregateModel, after: World, before: World): Code => {
  const [kept, old] = [keptIn(model, after), keptIn(model, before)];
  return Object.entries(kept)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]))
    .map(([name, value]) => `${name}: ${literal(value)}`)
    .join(', ');
};

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
    return block(
      `it.each(${names(group.map(({ stand }) => stand))})(${literal(`${transition.useCase.name} makes one ${transition.useCase.to} that is %s`)}, (state) => {`,
      `const ${one} = ${restored(model, `${statesName(model)}[state]`)};`,
      `${first.call};`,
      `expect(${one}.state).toEqual({ ...${statesName(model)}[state], ${first.result} });`,
      `expect(${one}.releaseEvents()).toEqual(${first.events});`,
      '});',
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
  return stands.length === 0
    ? ''
    : block(
        `it.each(${names(stands)})(${literal(`${useCase.useCase.name} is refused to one that is %s`)}, (state) => {`,
        `const ${one} = ${restored(model, `${statesName(model)}[state]`)};`,
        `expect(() => ${call}).toThrow(new StateConflict(${field}, state, ${literal(states)}));`,
        `expect(${one}.state).toEqual(${statesName(model)}[state]);`,
        `expect(${one}.releaseEvents()).toEqual([]);`,
        '});',
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

/** What the clock does, a millisecond before and at the moment that it is due. */
const timeoutTests = (model: AggregateModel, stands: readonly Stand[]): string[] =>
  model.timeouts.flatMap(({ state, since, after, transition }) => {
    const stand = stands.find((candidate) => candidate.state === state);
    if (!stand) return [];
    const { one } = model;
    const due = shifted(new Date(String(stand.world.fields[since])), after, 1);
    const done = afterTransition(model, transition.useCase, { ...stand.world, now: due.toISOString() });
    const source = stateCode(model, state);
    return block(
      `it(${literal(`${transition.useCase.name} happens to one that is ${state} after ${durationText(after)}`)}, () => {`,
      `const ${one} = ${restored(model, source)};`,
      `${one}.advance(${literal(new Date(due.getTime() - 1).toISOString())});`,
      `expect(${one}.state).toEqual(${source});`,
      `expect(${one}.releaseEvents()).toEqual([]);`,
      `${one}.advance(${literal(due.toISOString())});`,
      `expect(${one}.state).toEqual({ ...${source}, ${changes(model, done, stand.world)} });`,
      `expect(${one}.releaseEvents()).toEqual(${eventsCode(transition.events, shownCode(model, `${one}.state`, done))});`,
      '});',
    );
  });

/** What a transition is given. */
const inputTests = (
  model: AggregateModel,
  transition: TransitionModel,
  stands: readonly Stand[],
): string[] => {
  const { useCase } = transition;
  const stand = stands.find(({ state }) => useCase.from.includes(state));
  const required = useCase.input.filter((field) => field.required && field.default === 'none');
  const rows = [
    ...required.map(({ name }) => `[${literal(name)}, 'is required', undefined],`),
    ...useCase.input.flatMap(({ name, type }) =>
      refusedValues(type).map(({ code, detail }) => `[${literal(name)}, ${literal(detail)}, ${code}],`),
    ),
  ];
  if (!stand || rows.length === 0) return [];
  const { one } = model;
  const asked = allowing(model, useCase, { ...stand.world, now: changeTime });
  const given = `{ ...${literal(asked.input)}, [field]: value }`;
  const call = methodCall(model, transition, one, {
    ...argumentsIn(model, transition, { state: stand.state, world: asked }, stand.world),
    input: given,
  });
  return [
    block(
      'it.each<[string, string, unknown]>([',
      ...rows,
      `])(${literal(`${useCase.name}: %s %s`)}, (field, detail, value) => {`,
      `const ${one} = ${restored(model, stateCode(model, stand.state))};`,
      `expect(() => ${call}).toThrow(new InvariantViolation([{ field, detail: \`\${field} \${detail}\` }]));`,
      `expect(${one}.state).toEqual(${stateCode(model, stand.state)});`,
      '});',
    ),
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
