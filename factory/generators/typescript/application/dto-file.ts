import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { fieldMember } from '../domain/field-code.ts';
import { block, docComment, paragraphs } from '../source-text.ts';

/** The type that a use case answers, and the function that makes it. */
export const answerOf = ({ type, isVersioned }: AggregateModel): { type: string; from: string } =>
  isVersioned
    ? { type: `Versioned${type}Dto`, from: `toVersioned${type}Dto` }
    : { type: `${type}Dto`, from: `to${type}Dto` };

/** `src/application/<aggregate>/<aggregate>-dto.ts`: an aggregate as callers see it. */
export const dtoFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, folder, noun, isVersioned } = model;
  const usesJson = aggregate.fields.some((field) => field.type.kind === 'json');
  const isPlain = Boolean(model.search ?? model.export) || !isVersioned;
  return {
    path: `src/application/${folder}/${folder}-dto.ts`,
    content: paragraphs(
      usesJson && `import type { JsonObject } from '#connectsoft/json';`,
      `import type { ${type} } from '../../domain/${folder}/${folder}.ts';`,
      block(
        docComment(`The ${noun} as callers see it.`),
        `export type ${type}Dto = {`,
        `${docComment('UUIDv7, set by the server.')}\nid: string;`,
        `${docComment('When it was recorded. RFC 3339, UTC.')}\nrecordedAt: string;`,
        ...aggregate.fields.map(fieldMember),
        '};',
      ),
      `${isPlain ? 'export ' : ''}const to${type}Dto = ({ state }: ${type}): ${type}Dto => ({ ...state });`,
      isVersioned &&
        block(
          docComment('With the version that a later change can be based on.'),
          `export type Versioned${type}Dto = { version: number; resource: ${type}Dto };`,
        ),
      isVersioned &&
        `export const toVersioned${type}Dto = (${model.one}: ${type}): Versioned${type}Dto => ({ version: ${model.one}.version, resource: to${type}Dto(${model.one}) });`,
    ),
  };
};
