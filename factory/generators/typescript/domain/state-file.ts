import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Field } from '../../../domain/blueprint.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { isCompletedChild } from '../aggregate-names.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';
import { partFile, partInput } from './child-file.ts';
import { fieldMember, fieldMemberOf, partType, valueType } from './field-code.ts';
import { isPresent } from './scopes.ts';

/** Parts that lists of an aggregate hold, each once. */
export const partsOf = ({ aggregate }: AggregateModel) =>
  aggregate.children.filter(({ name }) =>
    aggregate.fields.some(({ type }) => type.kind === 'list' && type.child === name),
  );

/** Lists whose parts a caller gives otherwise than they are kept. */
const completedLists = ({ aggregate, given }: AggregateModel) =>
  given.flatMap(({ name, type, required }) => {
    if (type.kind !== 'list') return [];
    const child = aggregate.children.find((candidate) => candidate.name === type.child);
    return child && isCompletedChild(child) ? [{ name, required, input: partInput(child) }] : [];
  });

const names = (fields: readonly { name: string }[]): string =>
  fields.map(({ name }) => literal(name)).join(' | ');

const inputType = (model: AggregateModel): string => {
  const { type, defaulted } = model;
  const lists = completedLists(model);
  const others = [
    defaulted.length > 0 && `Partial<Pick<${type}Fields, ${names(defaulted)}>>`,
    lists.length > 0 &&
      `{ ${lists.map(({ name, required, input }) => `${name}${required ? '' : '?'}: ${input}[]`).join('; ')} }`,
  ].filter((part) => part !== false);
  const comment =
    defaulted.length > 0
      ? 'What a caller gives; the time of the write stands for what is left out.'
      : 'What a caller gives; the rest is computed.';
  return block(
    docComment(comment),
    `export type ${model.inputType} = Omit<${type}Fields, ${names([...defaulted, ...lists])}> & ${others.join(' & ')};`,
  );
};

const changeType = ({ inputType: input, changeType: change, immutable }: AggregateModel): string =>
  block(
    docComment('What a caller of a change gives; what cannot change may be left out.'),
    `export type ${change} = Omit<${input}, ${names(immutable)}> & Partial<Pick<${input}, ${names(immutable)}>>;`,
  );

/** What the server keeps besides what a caller gives. */
const keptMembers = (model: AggregateModel): string[] => {
  const { aggregate, serverFields, managed, derived, type } = model;
  const member = (field: Field) => fieldMemberOf(field, isPresent(aggregate, field));
  return [
    ...serverFields.map((field) => fieldMemberOf(field, field.required)),
    ...managed.map(member),
    ...derived.map(member),
    ...(aggregate.ledger ? [`/** What was posted, oldest first. */\nentries: readonly ${type}Entry[];`] : []),
    ...(aggregate.reservable
      ? ['/** What others reserved, by their keys. */\nreservations: Readonly<Record<string, number>>;']
      : []),
  ];
};

const stateType = (model: AggregateModel): string => {
  const { type } = model;
  const kept = keptMembers(model);
  return block(
    docComment('With what the server sets: `id` is a UUIDv7, `recordedAt` RFC 3339 in UTC.'),
    kept.length === 0
      ? `export type ${type}State = Readonly<${type}Fields & { id: string; recordedAt: string }>;`
      : block(
          `export type ${type}State = Readonly<`,
          `${type}Fields & {`,
          'id: string;',
          'recordedAt: string;',
          ...kept,
          '}>;',
        ),
  );
};

const snapshotType = ({
  aggregate,
  type,
  noun,
  snapshotType: snapshot,
  nowDerived,
}: AggregateModel): string => {
  const base = aggregate.reservable ? `Omit<${type}State, 'reservations'>` : `${type}State`;
  return block(
    docComment(`The ${noun} as others see it.`),
    nowDerived.length === 0
      ? `export type ${snapshot} = ${base};`
      : block(
          `export type ${snapshot} = ${base} & Readonly<{`,
          ...nowDerived.map((field) => fieldMemberOf(field, isPresent(aggregate, field))),
          '}>;',
        ),
  );
};

const entryType = ({ aggregate, posts, type }: AggregateModel): string => {
  const inputs = posts.flatMap(({ useCase }) => useCase.input);
  const members = [...new Map(inputs.map((field) => [field.name, field])).values()];
  const others = members.map(({ name, type: of }) => `${name}?: ${valueType(of)}`).join('; ');
  return block(
    docComment(`What was posted, in ${aggregate.ledger?.unit ?? ''}.`),
    `export type ${type}Entry = LedgerEntry${others ? ` & { ${others} }` : ''};`,
  );
};

const bodyTypes = ({ aggregate, transitions, posts }: AggregateModel): string[] =>
  [...transitions, ...posts].flatMap(({ inputType: name, useCase }) => {
    const unit = aggregate.ledger?.unit;
    return name === undefined
      ? []
      : [
          block(
            `export type ${name} = {`,
            useCase.kind === 'post' && unit !== undefined
              ? `${docComment('How much, more than nothing.')}\n${unit}: number;`
              : undefined,
            ...useCase.input.map(fieldMember),
            '};',
          ),
        ];
  });

/** `src/domain/<aggregate>/<aggregate>-state.ts`: what an aggregate says and what is known of it. */
export const stateFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, noun, folder, given } = model;
  const usesJson = aggregate.fields.some((field) => field.type.kind === 'json');
  const completed = new Set(completedLists(model).map(({ input }) => input));
  return {
    path: `src/domain/${folder}/${folder}-state.ts`,
    content: paragraphs(
      block(
        usesJson && `import type { JsonObject } from '#connectsoft/json';`,
        aggregate.ledger && `import type { LedgerEntry } from '#connectsoft/ledger';`,
      ),
      block(
        ...partsOf(model).map((child) => {
          const input = partInput(child);
          const types = [...new Set([partType(child.name), ...(completed.has(input) ? [input] : [])])];
          return `import type { ${types.join(', ')} } from './${partFile(child)}.ts';`;
        }),
      ),
      block(
        docComment(`What the ${noun} says.`),
        `export type ${type}Fields = {`,
        ...given.map(fieldMember),
        '};',
      ),
      model.inputType !== `${type}Fields` && inputType(model),
      model.update && model.changeType !== model.inputType && changeType(model),
      ...bodyTypes(model),
      aggregate.ledger && entryType(model),
      stateType(model),
      model.snapshotType !== `${type}State` && snapshotType(model),
    ),
  };
};
