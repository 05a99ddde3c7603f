import type { KnowledgeEntry } from '../knowledge-entry.ts';
import type { Archetype } from './archetype.ts';
import { archetypes } from './archetypes.ts';

const listed = (title: string, items: readonly string[]): string[] =>
  items.length > 0 ? [`${title}: ${items.join(', ')}.`] : [];

const textOf = (archetype: Archetype): string =>
  [
    archetype.text,
    ...listed('Called', [...archetype.words, ...archetype.areas]),
    ...listed(
      'Known of it',
      archetype.attributes.map(({ name }) => name),
    ),
    ...listed(
      'Parts',
      archetype.parts.map(
        ({ plural, attributes }) => `${plural} with ${attributes.map(({ name }) => name).join(' and ')}`,
      ),
    ),
    ...archetype.computed.map(({ statement }) => statement),
    ...listed(
      'States',
      (archetype.lifecycle?.states ?? []).map(({ name }) => name),
    ),
    ...listed('Stands beside', archetype.neighbours),
    `A service of its own, because ${archetype.boundary}.`,
  ].join(' ');

const featuresOf = ({ lifecycle, parts, stock, externals }: Archetype): string[] => [
  ...(externals.length > 0 ? ['other systems'] : []),
  ...(lifecycle ? [`life cycle of ${lifecycle.states.length}`] : []),
  ...(parts.length > 0 ? ['parts'] : []),
  ...(stock ? ['stock'] : []),
];

/** Archetypes as people and models find and read them. */
export const archetypeEntries: readonly KnowledgeEntry[] = archetypes.map((archetype) => ({
  id: `archetype/${archetype.id}`,
  title: archetype.title,
  kind: 'archetype',
  text: textOf(archetype),
  features: featuresOf(archetype),
}));
