import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Field } from '../../../domain/blueprint.ts';
import { collectionPath } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { targetOf } from '../fact-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { inputCall, inputFunction, isNumbered } from './input-file.ts';
import type { Code } from './sample-values.ts';
import { modelNamed, referencesOf } from './worlds.ts';

/** A reference in the parts of a list to an aggregate of the same service. */
type PartReference = { list: Field; field: Field; target: AggregateModel };

const partReferences = (model: AggregateModel): PartReference[] =>
  model.given.flatMap((list) => {
    const { type } = list;
    const child =
      type.kind === 'list' ? model.aggregate.children.find(({ name }) => name === type.child) : undefined;
    return (child?.fields ?? []).flatMap((field) => {
      const name = targetOf(model.service, field)?.name;
      const target = name === undefined ? undefined : modelNamed(model, name);
      return target ? [{ list, field, target }] : [];
    });
  });

/** Something must be there before one can be made. */
export const hasReferences = (model: AggregateModel): boolean =>
  referencesOf(model).length + partReferences(model).length > 0;

/** The function that makes what a valid input refers to: `preparedBooking`. */
export const preparedFunction = ({ type }: AggregateModel): string => `prepared${type}`;

/** Code for a valid input whose references name what is there. */
export const preparedCall = (model: AggregateModel, url: Code, number: Code = ''): Code => {
  if (!hasReferences(model)) return inputCall(model, number);
  const numbered = isNumbered(model) || usesNumber(model);
  return `await ${preparedFunction(model)}(${[url, numbered && number].filter(Boolean).join(', ')})`;
};

/** Code for a valid input that no other test of the file uses: tests share a service. */
export const freshInput = (model: AggregateModel): Code => {
  if (hasReferences(model)) return 'await fresh()';
  return isNumbered(model) ? 'fresh()' : inputCall(model);
};

/** The function that makes it, where something must be told apart or be there before. */
export const freshInputFunction = (model: AggregateModel): string => {
  const next = usesNumber(model) ? '(count += 1)' : '';
  const made = hasReferences(model)
    ? `${preparedFunction(model)}(${['shared.url()', next].filter(Boolean).join(', ')})`
    : `${inputFunction(model)}(${next})`;
  return block(next && 'let count = 0;', `const fresh = () => ${made};`);
};

const targetsOf = (model: AggregateModel): AggregateModel[] => [
  ...new Map(
    [...referencesOf(model), ...partReferences(model)].map(({ target }) => [target.type, target]),
  ).values(),
];

/** Whether inputs differ by a number, their own or that of what they refer to. */
export const usesNumber = (model: AggregateModel): boolean =>
  isNumbered(model) || targetsOf(model).some(usesNumber);

const idVariable = ({ one }: AggregateModel): string => `${one}Id`;

const creation = (target: AggregateModel): string => {
  const number = usesNumber(target) ? 'number' : '';
  return block(
    `const ${idVariable(target)} = await created(url, ${literal(collectionPath(target.aggregate))}, ${preparedCall(target, 'url', number)});`,
  );
};

/** `test/support/prepared-<aggregate>.ts`: a valid input, with what it refers to. */
export const preparedFile = (model: AggregateModel): GeneratedFile[] => {
  if (!hasReferences(model)) return [];
  const { inputType, folder, noun } = model;
  const targets = targetsOf(model);
  const members = [
    ...referencesOf(model).map(({ field, target }) => `${field.name}: ${idVariable(target)},`),
    ...partReferences(model).map(
      ({ list, field, target }) =>
        `${list.name}: input.${list.name}${list.required ? '' : '?'}.map((part) => ({ ...part, ${field.name}: ${idVariable(target)} })),`,
    ),
  ];
  const inner = targets.filter(hasReferences);
  return [
    {
      path: `test/support/prepared-${folder}.ts`,
      content: paragraphs(
        block(`import type { ${inputType} } from '../../src/domain/${folder}/${folder}-state.ts';`),
        block(
          `import { created } from './created.ts';`,
          ...targets
            .filter((target) => !hasReferences(target))
            .map((target) => `import { ${inputFunction(target)} } from './${target.folder}-input.ts';`),
          `import { ${inputFunction(model)} } from './${folder}-input.ts';`,
          ...inner.map(
            (target) => `import { ${preparedFunction(target)} } from './prepared-${target.folder}.ts';`,
          ),
        ),
        block(
          `/** A valid ${noun} whose references name what is there. */`,
          `export const ${preparedFunction(model)} = async (url: string${usesNumber(model) ? ', number = 1' : ''}): Promise<${inputType}> => {`,
          `const input = ${inputCall(model, 'number')};`,
          ...targets.map(creation),
          `return { ...input, ${members.join(' ')} };`,
          '};',
        ),
      ),
    },
  ];
};

/** `test/support/created.ts` */
export const createdFile: GeneratedFile = {
  path: 'test/support/created.ts',
  content: `import { call } from './contract.ts';

/** Makes one, and answers its id. */
export const created = async (url: string, collection: string, body: object): Promise<string> => {
  const answer = await call(url, 'POST', collection, { body });
  return String(answer.body['id']);
};
`,
};
