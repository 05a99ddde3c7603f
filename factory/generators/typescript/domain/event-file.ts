import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { DomainEvent } from '../../../domain/blueprint.ts';
import { camelCase, kebabCase } from '../../../domain/naming.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { eventFunction, eventTypeName } from '../identifiers.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';

/** The function that makes an event: `eventRecorded`. */
export const eventFactory = (event: DomainEvent): string => eventFunction(camelCase(event.name));

/** `src/domain/<aggregate>/<event>.ts`: one domain event. */
export const eventFile = (model: AggregateModel, event: DomainEvent): GeneratedFile => {
  const { folder } = model;
  const name = kebabCase(event.name);
  const isRemoved = event.cause === 'removed';
  const { snapshotType } = model;
  const data = isRemoved ? '{ id: string }' : snapshotType;
  return {
    path: `src/domain/${folder}/${name}.ts`,
    content: paragraphs(
      block(`import type { DomainEvent } from '#connectsoft/aggregate-root';`),
      !isRemoved && `import type { ${snapshotType} } from './${folder}-state.ts';`,
      block(
        docComment(sentence(event.description)),
        `export type ${eventTypeName(event.name)} = DomainEvent<${literal(name)}, ${data}>;`,
      ),
      isRemoved
        ? `export const ${eventFactory(event)} = (id: string): ${eventTypeName(event.name)} => ({ name: ${literal(name)}, version: ${event.version}, subject: id, data: { id } });`
        : `export const ${eventFactory(event)} = (state: ${snapshotType}): ${eventTypeName(event.name)} => ({ name: ${literal(name)}, version: ${event.version}, subject: state.id, data: state });`,
    ),
  };
};
