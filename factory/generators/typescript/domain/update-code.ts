import { isAlwaysPresent, type AggregateModel, type UseCaseModel } from '../aggregate-model.ts';
import { block, docComment, literal, sentence } from '../source-text.ts';
import {
  assertions,
  becomes,
  completed,
  frozenCheck,
  isSimple,
  method,
  parametersOf,
  raising,
  throwsText,
} from './aggregate-parts.ts';

const simpleUpdate = (model: AggregateModel): string[] => [
  `const { id, recordedAt } = this.#state;`,
  `this.#state = { id, recordedAt, ...checked<${model.type}Fields>(${completed(model)}, rules) };`,
];

/** The caller's input, in which what cannot change may be left out. */
const repeated = (model: AggregateModel): string => {
  if (model.immutable.length === 0) return completed(model);
  const kept = model.immutable.map(({ name }) => `${name}: input.${name} ?? this.#state.${name}`);
  const defaulted = model.defaulted
    .filter(({ immutable }) => !immutable)
    .map(({ name }) => `${name}: input.${name} ?? at`);
  return `{ ...input, ${[...kept, ...defaulted].join(', ')} }`;
};

const behavingUpdate = (model: AggregateModel, useCase: UseCaseModel): string[] => {
  const { before } = model.methodOf(useCase);
  const guards = before.filter(({ rule }) => rule.kind === 'guard');
  const among = before.filter(({ rule }) => rule.kind !== 'guard');
  const optional = model.given.filter((field) => !isAlwaysPresent(field));
  const kept = optional.length > 0 ? '...kept' : '...this.#state';
  const isShared = among.some(({ needs }) => needs.state);
  return [
    frozenCheck(model),
    `const fields = checked<${model.type}Fields>(${repeated(model)}, rules);`,
    ...model.immutable.map(
      ({ name }) => `assertUnchanged(${literal(name)}, fields.${name}, this.#state.${name});`,
    ),
    ...assertions(guards, 'this.#state'),
    optional.length > 0
      ? `const { ${optional.map(({ name }) => `${name}: _${name}`).join(', ')}, ...kept } = this.#state;`
      : '',
    isShared ? `const changed: ${model.type}State = { ${kept}, ...fields };` : '',
    ...assertions(among, 'changed'),
    becomes(model, useCase, isShared ? 'changed' : `{ ${kept}, ...fields }`),
  ];
};

/** The method that changes what was given. */
export const update = (model: AggregateModel, useCase: UseCaseModel): string =>
  block(
    docComment(`${sentence(useCase.useCase.summary)}${throwsText(model, useCase, true)}`),
    `${useCase.method}(${parametersOf(model, useCase, `input: ${model.changeType}`)}): void {`,
    ...(isSimple(model) ? simpleUpdate(model) : behavingUpdate(model, useCase)),
    ...raising(model, useCase.events, 'this'),
    '}',
  );

/** The method that removes one. */
export const removal = (model: AggregateModel, useCase: UseCaseModel): string =>
  method(
    `${sentence(useCase.useCase.summary)}${throwsText(model, useCase, false)}`,
    `${useCase.method}(${parametersOf(model, useCase, '')}): void`,
    frozenCheck(model),
    ...assertions(model.methodOf(useCase).before, 'this.#state'),
    ...raising(model, useCase.events, 'this'),
  );

/** Whether removing is more than forgetting: it is refused, or told. */
export const hasRemoval = (model: AggregateModel): boolean =>
  model.remove !== undefined &&
  (model.remove.events.length > 0 ||
    model.methodOf(model.remove).before.length > 0 ||
    frozenCheck(model) !== '');
