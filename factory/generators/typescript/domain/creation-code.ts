import type { AggregateModel } from '../aggregate-model.ts';
import { block, docComment, literal, sentence } from '../source-text.ts';
import { assertions, completed, raising, throwsText } from './aggregate-parts.ts';
import { underivedType } from './derived-file.ts';
import { factsType } from './facts-file.ts';
import { startValue } from './scopes.ts';

/** Members of the state of a new one, besides what was given. */
const startMembers = ({ aggregate, managed }: AggregateModel): string[] => [
  ...(aggregate.lifecycle ? [`${aggregate.lifecycle.field}: ${literal(aggregate.lifecycle.initial)}`] : []),
  ...managed.flatMap((field) => {
    const value = startValue(field);
    return value === undefined ? [] : [`${field.name}: ${value}`];
  }),
  ...(aggregate.ledger ? ['balance: 0', 'entries: []'] : []),
  ...(aggregate.reservable ? ['reservations: {}'] : []),
];

/** The method that makes a new one. */
export const creation = (model: AggregateModel): string => {
  const { type, one, create, inputType, derived } = model;
  const { before, after, facts } = model.methodOf(create);
  const start = `{ ${['id', 'recordedAt: at', '...fields', ...startMembers(model)].join(', ')} }`;
  const state = derived.length > 0 ? '{ ...given, ...derivedOf(given) }' : start;
  const made = `new ${type}(${state}${model.countsWrites ? ', 0' : ''})`;
  const rules = [...before, ...after];
  const isReturned = create.events.length === 0 && rules.length === 0;
  return block(
    docComment(`${sentence(create.useCase.summary)}${throwsText(model, create, true)}`),
    `static ${create.method}(input: ${inputType}, { id, at }: Stamp${facts.length > 0 ? `, facts: ${factsType(model, facts)}` : ''}): ${type} {`,
    `const fields = checked<${type}Fields>(${completed(model)}, rules);`,
    derived.length > 0 && `const given: ${underivedType(model)} = ${start};`,
    isReturned
      ? `return ${made};`
      : block(
          `const ${one} = ${made};`,
          ...assertions(rules, `${one}.state`),
          ...raising(model, create.events, one),
          `return ${one};`,
        ),
    '}',
  );
};
