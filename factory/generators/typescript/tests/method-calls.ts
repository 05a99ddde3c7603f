import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';
import { inputCall } from './input-file.ts';
import type { Code } from './sample-values.ts';
import { sampleInput, stamp } from './worlds.ts';

/** What stands in a call of a domain method for its parameters. */
export type Arguments = {
  /** Of create and update: what the body holds. Of a transition or posting: its input. */
  input?: Code;
  /** An instant. */
  at?: Code;
  facts?: Code;
};

/** Facts of the support file: nothing stands against anything. */
export const factsName = ({ one }: AggregateModel): string => `${one}Facts`;

/** States of the support file. */
export const statesName = ({ one }: AggregateModel): string => `${one}States`;

/** It needs to know others. */
export const needsFacts = ({ facts }: AggregateModel): boolean => facts.length > 0;

/** Whether its states have names. */
export const hasStates = ({ aggregate }: AggregateModel): boolean => aggregate.lifecycle !== undefined;

/** Code for a valid input of a use case. */
export const sampleInputCode = (model: AggregateModel, { useCase }: UseCaseModel): Code => {
  if (useCase.kind === 'create' || useCase.kind === 'update') return inputCall(model);
  const input = sampleInput(useCase);
  const { ledger } = model.aggregate;
  return literal(useCase.kind === 'post' && ledger ? { [ledger.unit]: 1, ...input } : input);
};

const takesInput = ({ useCase, inputType }: UseCaseModel): boolean =>
  useCase.kind === 'create' || useCase.kind === 'update' || inputType !== undefined;

/** A call of the method that does a use case. `receiver`: variable of the aggregate; create needs none. */
export const methodCall = (
  model: AggregateModel,
  useCase: UseCaseModel,
  receiver: Code,
  { input, at, facts }: Arguments = {},
): Code => {
  const method = model.methodOf(useCase);
  const isCreation = useCase.useCase.kind === 'create';
  const time = at ?? literal(stamp.at);
  const moment = isCreation
    ? at === undefined
      ? 'stamp'
      : `{ ...stamp, ${at === 'at' ? 'at' : `at: ${at}`} }`
    : method.at && time;
  const all = [
    takesInput(useCase) && (input ?? sampleInputCode(model, useCase)),
    moment,
    method.facts.length > 0 && (facts ?? factsName(model)),
  ].filter((argument) => argument !== false);
  return `${isCreation ? model.type : receiver}.${method.method}(${all.join(', ')})`;
};

/** Code that brings one back from the store, in a state. */
export const restored = (model: AggregateModel, state: Code): Code =>
  `${model.type}.restore({ version: 3, state: ${state} })`;

/** Code for the state that a stored one has, by the name of its state where states have names. */
export const stateCode = (model: AggregateModel, name: string): Code =>
  hasStates(model)
    ? `${statesName(model)}${/^[a-z]+$/.test(name) ? `.${name}` : `[${literal(name)}]`}`
    : `${methodCall(model, model.create, '')}.state`;
