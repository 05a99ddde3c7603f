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

/** `src/application/<aggregate>/<aggregate>-dto.ts`: an aggregate as callers see it. */
export const dtoFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, folder, noun, isVersioned } = model;
  const usesJson = aggregate.fields.some((field) => field.type.kind === 'json');
  const isPlain = Boolean(model.search ?? model.export) || !isVersioned;
  const snapshot = hasSnapshot(model) && snapshotFunction(model);
  const at = model.nowDerived.length > 0;
  const domain = `../../domain/${folder}`;
  return {
    path: `src/application/${folder}/${folder}-dto.ts`,
    content: paragraphs(
      usesJson && `import type { JsonObject } from '#connectsoft/json';`,
      block(
        snapshot && `import { ${snapshot} } from '${domain}/${folder}-derived.ts';`,
        aggregate.ledger && `import type { ${type}Entry } from '${domain}/${folder}-state.ts';`,
        `import type { ${type} } from '${domain}/${folder}.ts';`,
        ...partsOf(model).map(
          (child) => `import type { ${partType(child.name)} } from '${domain}/${partFile(child)}.ts';`,
        ),
      ),
      block(
        docComment(`The ${noun} as callers see it.`),
        `export type ${type}Dto = {`,
        `${docComment('UUIDv7, set by the server.')}\nid: string;`,
        `${docComment('When it was recorded. RFC 3339, UTC.')}\nrecordedAt: string;`,
        ...model.given.map(fieldMember),
        ...addedMembers(model),
        '};',
      ),
      `${isPlain ? 'export ' : ''}const to${type}Dto = ({ state }: ${type}${at ? ', at: string' : ''}): ${type}Dto => ${snapshot ? `${snapshot}(state${at ? ', at' : ''})` : '({ ...state })'};`,
      isVersioned &&
        block(
          docComment('With the version that a later change can be based on.'),
          `export type Versioned${type}Dto = { version: number; resource: ${type}Dto };`,
        ),
      isVersioned &&
        `export const toVersioned${type}Dto = (${model.one}: ${type}${at ? ', at: string' : ''}): Versioned${type}Dto => ({ version: ${model.one}.version, resource: to${type}Dto(${model.one}${at ? ', at' : ''}) });`,
    ),
  };
};
