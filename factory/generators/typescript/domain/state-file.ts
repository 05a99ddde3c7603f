import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';
import { fieldMember } from './field-code.ts';

/** `src/domain/<aggregate>/<aggregate>-state.ts`: what an aggregate says and what is known of it. */
export const stateFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, noun, folder, defaulted, inputType } = model;
  const names = defaulted.map(({ name }) => literal(name)).join(' | ');
  const usesJson = aggregate.fields.some((field) => field.type.kind === 'json');
  return {
    path: `src/domain/${folder}/${folder}-state.ts`,
    content: paragraphs(
      usesJson && `import type { JsonObject } from '#connectsoft/json';`,
      block(
        docComment(`What the ${noun} says.`),
        `export type ${type}Fields = {`,
        ...aggregate.fields.map(fieldMember),
        '};',
      ),
      defaulted.length > 0 &&
        block(
          docComment('What a caller gives; the time of the write stands for what is left out.'),
          `export type ${inputType} = Omit<${type}Fields, ${names}> & Partial<Pick<${type}Fields, ${names}>>;`,
        ),
      block(
        docComment('With what the server sets: `id` is a UUIDv7, `recordedAt` RFC 3339 in UTC.'),
        `export type ${type}State = Readonly<${type}Fields & { id: string; recordedAt: string }>;`,
      ),
    ),
  };
};
