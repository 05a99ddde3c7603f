import {
  isAlwaysPresent,
  type AggregateModel,
  type TransitionModel,
  type UseCaseModel,
} from '../aggregate-model.ts';
import { hasRemoval } from '../domain/update-code.ts';
import { lookedUpFields } from './among-lookup.ts';
import { changeCode } from './change-code.ts';
import { answerOf } from './dto-file.ts';
import { answered, type UseCaseCode } from './use-case-code.ts';
import { argumentsOf, keptOnly } from './write-parts.ts';

/** What an update makes of the state: what may be left out goes with it. */
const mergedCode = (model: AggregateModel, useCase: UseCaseModel): string => {
  const asked = model
    .methodOf(useCase)
    .facts.flatMap((fact) => (fact.kind === 'reference' ? [fact.field.name] : lookedUpFields(fact.rule)));
  const left = model.given.filter((field) => asked.includes(field.name) && !isAlwaysPresent(field));
  const absent = left.map(({ name }) => `${name}: undefined`);
  return `{ ${[`...${model.one}.state`, ...absent, '...input'].join(', ')} }`;
};

const saved = (model: AggregateModel): string =>
  `return ${answered(model, `await ${model.many}.save(${model.one})`)};`;

export const updateCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const merged = mergedCode(model, useCase);
  const hasLock = model
    .methodOf(useCase)
    .facts.some((fact) => fact.kind === 'among' && fact.rule.kind !== 'block');
  return changeCode(model, useCase, {
    input: model.changeType,
    sources: { given: 'input', kept: `${model.one}.state`, wanted: hasLock ? 'wanted' : merged },
    ...(hasLock && { wanted: merged }),
    call: (facts) => `${model.one}.${useCase.method}(${argumentsOf(model, useCase, 'input', facts)});`,
    needsTime: model.methodOf(useCase).at,
    answer: answerOf(model).type,
    result: saved(model),
  });
};

export const transitionCode = (model: AggregateModel, useCase: TransitionModel): UseCaseCode => {
  const input = useCase.inputType ? 'input' : '';
  return changeCode(model, useCase, {
    input: useCase.inputType,
    sources: keptOnly(model),
    call: (facts) => `${model.one}.${useCase.method}(${argumentsOf(model, useCase, input, facts)});`,
    needsTime: model.methodOf(useCase).at,
    answer: answerOf(model).type,
    result: saved(model),
  });
};

export const removeCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode =>
  changeCode(model, useCase, {
    input: undefined,
    sources: keptOnly(model),
    call: (facts) =>
      hasRemoval(model) ? `${model.one}.${useCase.method}(${argumentsOf(model, useCase, '', facts)});` : '',
    needsTime: model.methodOf(useCase).at,
    answer: 'void',
    result: `await ${model.many}.remove(${model.one});`,
  });
