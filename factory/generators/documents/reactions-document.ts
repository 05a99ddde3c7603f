import type { Service } from '../../domain/blueprint.ts';
import { document } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';
import { externalSystemsTable, reactionsTable } from './reactions.ts';

const hasReactions = ({ reactions }: Service): boolean => reactions.length > 0;

/** What services do when events arrive, and which systems outside they ask. */
export const reactionsDocument = (title: string, services: readonly Service[]): string =>
  document(
    `# Reactions of ${text(title)}`,
    'Each event is applied once, whatever is delivered twice. What cannot be applied yet is delivered again; what never can is dead-lettered with its reason.',
    ...services
      .filter(hasReactions)
      .flatMap((service) => [
        `## ${text(service.title)}`,
        reactionsTable(service),
        ...(service.externalSystems.length > 0 ? ['### Systems outside', externalSystemsTable(service)] : []),
      ]),
  );

export const isReacting = (services: readonly Service[]): boolean => services.some(hasReactions);
