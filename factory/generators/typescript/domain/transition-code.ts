import { enteredAt } from '../../../domain/aggregate.ts';
import type { AggregateModel, TransitionModel } from '../aggregate-model.ts';
import { literal, sentence } from '../source-text.ts';
import {
  assertions,
  becomes,
  method,
  parametersOf,
  raising,
  stateCheck,
  throwsText,
} from './aggregate-parts.ts';
import {
  effectsName,
  effectsOf,
  givenParameter,
  inputCheck,
  isBounded,
  type Change,
  type EffectCode,
} from './change-rules.ts';
import { memberCode } from './value-code.ts';

const membersOf = (effects: readonly EffectCode[]): string[] =>
  effects.map(({ field, value }) => memberCode(field.name, value));

const effectMembers = (model: AggregateModel, change: Change): { check: string; members: string[] } => {
  const effects = effectsOf(model, change);
  const bounded = effects.filter(({ field }) => isBounded(field));
  const free = effects.filter(({ field }) => !isBounded(field));
  const names = bounded.map(({ field }) => literal(field.name)).join(' | ');
  return {
    check:
      bounded.length > 0
        ? `const effects = checked<Pick<${model.type}State, ${names}>>({ ${membersOf(bounded).join(', ')} }, ${effectsName(change)});`
        : '',
    members: [...(bounded.length > 0 ? ['...effects'] : []), ...membersOf(free)],
  };
};

/** What a transition makes of the state. */
const changedCode = (
  { aggregate: { lifecycle } }: AggregateModel,
  { useCase }: TransitionModel,
  members: readonly string[],
): string => {
  const field = lifecycle?.field ?? 'status';
  const entered = lifecycle ? enteredAt(lifecycle, useCase.to) : 'recordedAt';
  const times = entered === 'recordedAt' ? [] : [`${entered}: at`];
  return `{ ...this.#state, ${[`${field}: ${literal(useCase.to)}`, ...times, ...members].join(', ')} }`;
};

/** The method that does a transition. */
export const transitionMethod = (model: AggregateModel, transition: TransitionModel): string => {
  const { lifecycle, name } = model.aggregate;
  const { useCase, events } = transition;
  if (!lifecycle) throw new Error(`${useCase.name} moves ${name}, which has no states.`);
  const { before } = model.methodOf(transition);
  const guards = before.filter(({ rule }) => rule.kind === 'guard');
  const among = before.filter(({ rule }) => rule.kind !== 'guard');
  const { check, members } = effectMembers(model, transition);
  const changed = changedCode(model, transition, members);
  const isShared = among.some(({ needs }) => needs.state);
  return method(
    `${sentence(useCase.summary)}${throwsText(model, transition, transition.inputType !== undefined)}`,
    `${transition.method}(${parametersOf(model, transition, givenParameter(transition))}): void`,
    stateCheck(lifecycle.field, useCase.from),
    inputCheck(transition, before),
    ...assertions(guards, 'this.#state'),
    check,
    isShared ? `const changed: ${model.type}State = ${changed};` : '',
    ...assertions(among, 'changed'),
    becomes(model, transition, isShared ? 'changed' : changed),
    ...raising(model, events, 'this'),
  );
};
