import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { DomainEvent, Service } from '../../../domain/blueprint.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { eventFactory } from '../domain/event-file.ts';
import { eventTypeName } from '../identifiers.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';
import { declaredEvent, reservableOf } from './reaction-model.ts';

const fileOf = (folder: string, event: DomainEvent, isRefusal: boolean): GeneratedFile => {
  const name = kebabCase(event.name);
  const reason = isRefusal ? '; reason: string' : '';
  return {
    path: `src/domain/${folder}/${name}.ts`,
    content: paragraphs(
      block(
        `import type { DomainEvent } from '#connectsoft/aggregate-root';`,
        `import type { Quantity } from '#connectsoft/reservation';`,
      ),
      block(
        docComment(sentence(event.description)),
        `export type ${eventTypeName(event.name)} = DomainEvent<${literal(name)}, { key: string; items: Quantity[]${reason} }>;`,
      ),
      `export const ${eventFactory(event)} = (key: string, items: Quantity[]${isRefusal ? ', reason: string' : ''}): ${eventTypeName(event.name)} => ({ name: ${literal(name)}, version: ${event.version}, subject: key, data: { key, items${isRefusal ? ', reason' : ''} } });`,
    ),
  };
};

/** `src/domain/<aggregate>/<event>.ts` of what is reserved, refused and released. */
export const reservationEventFiles = (service: Service): GeneratedFile[] => {
  const files = service.reactions.flatMap(({ does }) => {
    if (does.kind !== 'reserve' && does.kind !== 'release') return [];
    const { folder } = reservableOf(service, does.aggregate);
    return does.kind === 'release'
      ? [fileOf(folder, declaredEvent(service, does.released), false)]
      : [
          fileOf(folder, declaredEvent(service, does.reserved), false),
          fileOf(folder, declaredEvent(service, does.refused), true),
        ];
  });
  return files.filter(({ path }, index) => files.findIndex((other) => other.path === path) === index);
};
