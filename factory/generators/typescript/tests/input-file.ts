import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { numberedValue, validValue, type Code } from './sample-values.ts';

/** Whether inputs take a number, which tells apart what must be unique. */
export const isNumbered = (model: AggregateModel): boolean =>
  model.aggregate.fields.some((field) => field.unique && numberedValue(model, field, '1') !== undefined);

/** Whether a test can have several of them: what must be unique has enough values. */
export const canBeMany = (model: AggregateModel): boolean =>
  model.aggregate.fields.every((field) => !field.unique || numberedValue(model, field, '1') !== undefined);

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

/** Code for a valid input that no other test of the file uses: tests share a service. */
export const freshInput = (model: AggregateModel): Code => (isNumbered(model) ? 'fresh()' : inputCall(model));

/** The function that makes it, where something must be unique. */
export const freshInputFunction = (model: AggregateModel): string =>
  isNumbered(model) ? `let count = 0;\nconst fresh = () => ${inputFunction(model)}((count += 1));` : '';

/** `test/support/<aggregate>-input.ts`: a valid input for tests. */
export const inputFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder, aggregate, noun } = model;
  const members = aggregate.fields.map((field) => {
    const numbered = field.unique ? numberedValue(model, field, 'number') : undefined;
    return `${field.name}: ${numbered ?? literal(validValue(model, field))},`;
  });
  const takesNumber = isNumbered(model);
  return {
    path: `test/support/${folder}-input.ts`,
    content: paragraphs(
      `import type { ${type}Fields } from '../../src/domain/${folder}/${folder}-state.ts';`,
      block(
        `/** A valid ${noun}${takesNumber ? '; `number` tells apart what must be unique' : ''}. */`,
        `export const ${inputFunction(model)} = (${takesNumber ? 'number = 1' : ''}): ${type}Fields => ({`,
        ...members,
        '});',
      ),
    ),
  };
};
