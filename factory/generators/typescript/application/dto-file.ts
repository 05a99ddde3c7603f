import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { partFile } from '../domain/child-file.ts';
import { hasSnapshot, snapshotFunction } from '../domain/derived-file.ts';
import { fieldMember, fieldMemberOf, partType } from '../domain/field-code.ts';
import { isPresent } from '../domain/scopes.ts';
import { partsOf } from '../domain/state-file.ts';
import { block, docComment, paragraphs } from '../source-text.ts';

/** The type that a use case answers, and the function that makes it. */
export const answerOf = ({ type, isVersioned }: AggregateModel): { type: string; from: string } =>
  isVersioned
    ? { type: `Versioned${type}Dto`, from: `toVersioned${type}Dto` }
    : { type: `${type}Dto`, from: `to${type}Dto` };

/** What the server adds, as members of a type. */
const addedMembers = (model: AggregateModel): string[] => {
  const { aggregate, serverFields, managed, derived, nowDerived, type } = model;
  return [
    ...serverFields.map((field) => fieldMemberOf(field, field.required)),
    ...[...managed, ...derived, ...nowDerived].map((field) =>
      fieldMemberOf(field, isPresent(aggregate, field)),
    ),
    ...(aggregate.ledger ? [`/** What was posted, oldest first. */\nentries: readonly ${type}Entry[];`] : []),
  ];
};

const imports = (model: AggregateModel): string => {
  const { aggregate, type, folder } = model;
  const domain = `../../domain/${folder}`;
  return block(
    hasSnapshot(model) && `import { ${snapshotFunction(model)} } from '${domain}/${folder}-derived.ts';`,
    aggregate.ledger && `import type { ${type}Entry } from '${domain}/${folder}-state.ts';`,
    `import type { ${type} } from '${domain}/${folder}.ts';`,
    ...partsOf(model).map(
      (child) => `import type { ${partType(child.name)} } from '${domain}/${partFile(child)}.ts';`,
    ),
  );
};

const typeCode = (model: AggregateModel): string =>
  block(
    docComment(`The ${model.noun} as callers see it.`),
    `export type ${model.type}Dto = {`,
    `${docComment('UUIDv7, set by the server.')}\nid: string;`,
    `${docComment('When it was recorded. RFC 3339, UTC.')}\nrecordedAt: string;`,
    ...model.given.map(fieldMember),
    ...addedMembers(model),
    '};',
  );

/** The time, where what is seen depends on it: as a parameter, and as an argument. */
const timeOf = ({ nowDerived }: AggregateModel): { parameter: string; argument: string } =>
  nowDerived.length > 0 ? { parameter: ', at: string', argument: ', at' } : { parameter: '', argument: '' };

const mapping = (model: AggregateModel): string => {
  const { type, isVersioned } = model;
  const isPlain = Boolean(model.search ?? model.export) || !isVersioned;
  const { parameter, argument } = timeOf(model);
  const dto = hasSnapshot(model) ? `${snapshotFunction(model)}(state${argument})` : '({ ...state })';
  return `${isPlain ? 'export ' : ''}const to${type}Dto = ({ state }: ${type}${parameter}): ${type}Dto => ${dto};`;
};

const versioned = (model: AggregateModel): string[] => {
  const { type, one } = model;
  const { parameter, argument } = timeOf(model);
  return [
    block(
      docComment('With the version that a later change can be based on.'),
      `export type Versioned${type}Dto = { version: number; resource: ${type}Dto };`,
    ),
    `export const toVersioned${type}Dto = (${one}: ${type}${parameter}): Versioned${type}Dto => ({ version: ${one}.version, resource: to${type}Dto(${one}${argument}) });`,
  ];
};

/** `src/application/<aggregate>/<aggregate>-dto.ts`: an aggregate as callers see it. */
export const dtoFile = (model: AggregateModel): GeneratedFile => {
  const usesJson = model.aggregate.fields.some((field) => field.type.kind === 'json');
  return {
    path: `src/application/${model.folder}/${model.folder}-dto.ts`,
    content: paragraphs(
      usesJson && `import type { JsonObject } from '#connectsoft/json';`,
      imports(model),
      typeCode(model),
      mapping(model),
      ...(model.isVersioned ? versioned(model) : []),
    ),
  };
};
