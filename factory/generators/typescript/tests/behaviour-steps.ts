import type { UseCase } from '../../../domain/blueprint.ts';
import { collectionPath, isCalled } from '../../../domain/operation.ts';
import { transitionsTo, type Transition } from '../../../domain/transitions-to.ts';
import type { AggregateModel, TransitionModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import type { World } from './expressions/world.ts';
import type { Code } from './sample-values.ts';
import { afterTransition, allowing, timeWithin } from './state-worlds.ts';
import { sampleWorld, timeOf } from './worlds.ts';

/** A call of a use case over HTTP on the aggregate at `path`. */
export const verbCall = (
  useCase: Extract<UseCase, { kind: 'transition' | 'post' }>,
  options: Readonly<Record<string, Code>>,
): Code => {
  const members = Object.entries(options).map(([name, code]) => (name === code ? name : `${name}: ${code}`));
  return `call(shared.url(), 'POST', \`\${path}/${useCase.verb}\`, { ${members.join(', ')} })`;
};

const bodyOf = (useCase: Transition, world: World): Record<string, Code> =>
  useCase.input.length > 0 ? { body: literal(world.input) } : {};

/** A step on the way to a state: its call, and the world after it. */
type Step = { code: Code; world: World };

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A world in which a caller can ask for a transition without anything else being changed; undefined where there is none. */
export const askedWorld = (model: AggregateModel, useCase: Transition, world: World): World | undefined => {
  const asked = allowing(model, useCase, world);
  return isSame(asked.fields, world.fields) && isSame(asked.related, world.related) ? asked : undefined;
};

/** The calls that bring a new one into a state, and the world then; undefined where callers cannot do that. */
export const wayTo = (model: AggregateModel, state: string): { codes: Code[]; world: World } | undefined => {
  const way = transitionsTo(model.service, model.aggregate, state, isCalled);
  const start: { codes: Code[]; world: World } = { codes: [], world: sampleWorld(model) };
  return way?.reduce<typeof start | undefined>((before, useCase, index) => {
    const asked =
      before &&
      askedWorld(model, useCase, {
        ...before.world,
        now: timeWithin(model, before.world, timeOf(index + 1)),
      });
    if (!before || !asked) return undefined;
    const step: Step = {
      code: `await ${verbCall(useCase, { ...bodyOf(useCase, asked), at: literal(asked.now) })};`,
      world: { ...afterTransition(model, useCase, asked), input: {} },
    };
    return { codes: [...before.codes, step.code], world: step.world };
  }, start);
};

/** Time of what a test asks for, after the way to a state. */
export const askTime = timeOf(8);

/** Transitions that callers ask for. */
export const calledTransitions = ({ transitions }: AggregateModel): TransitionModel[] =>
  transitions.filter(({ useCase }) => isCalled(useCase));

/** Where a transition can be asked for: the calls that lead there, and the world then. */
export type Start = { codes: string[]; world: World };

/** In each of the states, where callers can bring one there. */
export const transitionStarts = (
  model: AggregateModel,
  { useCase }: TransitionModel,
  states: readonly string[],
): Start[] =>
  states.flatMap((state) => {
    const way = wayTo(model, state);
    const world =
      way && askedWorld(model, useCase, { ...way.world, now: timeWithin(model, way.world, askTime) });
    return way && world ? [{ codes: way.codes, world }] : [];
  });

/** The call of a transition with what it needs. */
export const transitionCall = (
  { useCase }: TransitionModel,
  world: World,
  options: Readonly<Record<string, Code>> = {},
): Code => verbCall(useCase, { ...bodyOf(useCase, world), at: literal(world.now), ...options });

/** The test's function that makes one, and answers its path. */
export const madeFunction = (model: AggregateModel, fresh: Code): string =>
  block(
    'const made = async (changes: object = {}): Promise<string> => {',
    `const body = { ...(${fresh}), ...changes };`,
    `return \`${collectionPath(model.aggregate)}/\${await created(shared.url(), ${literal(collectionPath(model.aggregate))}, body)}\`;`,
    '};',
  );
