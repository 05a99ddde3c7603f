import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { isAmongRule, sharedFields } from '../fact-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { isTelling, numberedValue } from './numbered-values.ts';
import type { Code } from './sample-values.ts';
import { sampleWorld } from './worlds.ts';

/** Whether inputs take a number, which tells apart what must be unique. */
export const isNumbered = (model: AggregateModel): boolean =>
  model.given.some((field) => isTelling(model, field) && numberedValue(model, field, '1') !== undefined);

const isShared = (model: AggregateModel, names: readonly string[]): boolean =>
  names.every((name) => {
    const field = model.given.find((candidate) => candidate.name === name);
    return !field || (numberedValue(model, field, '1') === undefined && field.type.kind !== 'reference');
  });

/** Whether a test can have several of them: what must be unique has enough values, and no rule limits those of a service. */
export const canBeMany = (model: AggregateModel): boolean =>
  model.given.every((field) => !field.unique || numberedValue(model, field, '1') !== undefined) &&
  model.aggregate.rules.every((rule) => !isAmongRule(rule) || !isShared(model, sharedFields(rule)));

/** The function that makes a valid input: `eventInput`. */
export const inputFunction = ({ one }: AggregateModel): string => `${one}Input`;

/** A call of it; `number` tells apart what must be unique. */
export const inputCall = (model: AggregateModel, number: Code = ''): Code =>
  `${inputFunction(model)}(${isNumbered(model) ? number : ''})`;

/** Code for a valid input in which some members are others. */
export const changedInput = (
  model: AggregateModel,
  changes: Readonly<Record<string, Code>>,
  number: Code = '',
): Code => {
  const members = Object.entries(changes).map(([name, code]) => `${name}: ${code}`);
  const input = inputCall(model, number);
  return members.length === 0 ? input : `{ ...${input}, ${members.join(', ')} }`;
};

/** `test/support/<aggregate>-input.ts`: a valid input for tests. */
export const inputFile = (model: AggregateModel): GeneratedFile => {
  const { inputType, folder, given, noun } = model;
  const { fields } = sampleWorld(model);
  const members = given.map((field) => {
    const numbered = isTelling(model, field) ? numberedValue(model, field, 'number') : undefined;
    return fields[field.name] === undefined
      ? ''
      : `${field.name}: ${numbered ?? literal(fields[field.name])},`;
  });
  const takesNumber = isNumbered(model);
  return {
    path: `test/support/${folder}-input.ts`,
    content: paragraphs(
      `import type { ${inputType} } from '../../src/domain/${folder}/${folder}-state.ts';`,
      block(
        `/** A valid ${noun}${takesNumber ? '; `number` tells apart what must be unique' : ''}. */`,
        `export const ${inputFunction(model)} = (${takesNumber ? 'number = 1' : ''}): ${inputType} => ({`,
        ...members,
        '});',
      ),
    ),
  };
};
