import type { Epic, Feature, ProductPlan, Story } from '../../../../domain/product-plan.ts';
import { capitalised, listing } from '../wording.ts';
import type { Solution } from './solution.ts';
import { writeComputed } from './write-computed.ts';
import { writeInterfaces } from './write-interfaces.ts';
import { writeMoves } from './write-moves.ts';
import { writeReactions } from './write-reactions.ts';

/** Numbers that the plan used so far. */
export type Counts = {
  requirements: number;
  features: number;
  epics: number;
  rules: number;
  /** Stories that are written already. */
  stories: readonly Story[];
};

export type WrittenSolution = Pick<ProductPlan, 'requirements' | 'rules' | 'reactions' | 'interfaces'> & {
  epics: Epic[];
};

const feature = (title: string, stories: readonly Story[]): Omit<Feature, 'id'>[] =>
  stories.length === 0
    ? []
    : [
        {
          title,
          description: `${capitalised(listing(stories.map((each) => each.title)))}.`,
          businessValue: Math.max(...stories.map(({ businessValue }) => businessValue)),
          stories: [...stories],
        },
      ];

/** Requirements, stories and numbers of everything that goes beyond single things. */
export const writeSolution = (solution: Solution, counts: Counts): WrittenSolution => {
  const moved = writeMoves(solution.things, counts.stories, counts.requirements + 1);
  const before = counts.requirements + moved.requirements.length;
  const computed = writeComputed(solution, before + 1, counts.rules + 1);
  const reacting = writeReactions(solution, before + computed.length + 1);
  const connected = writeInterfaces(solution, before + computed.length + reacting.requirements.length + 1);
  const features = [
    ...moved.features,
    ...feature(
      'Work out totals',
      computed.map((each) => each.story),
    ),
    ...feature('React to what happens', reacting.stories),
    ...feature(
      'Call it over gRPC',
      connected.flatMap(({ stories }) => stories),
    ),
  ].map((each, index): Feature => ({ id: `F${counts.features + index + 1}`, ...each }));
  return {
    requirements: [
      ...moved.requirements,
      ...computed.map((each) => each.requirement),
      ...reacting.requirements,
      ...connected.map((each) => each.requirement),
    ],
    rules: computed.map(({ rule }) => rule),
    reactions: reacting.reactions,
    interfaces: connected.map((each) => each.interface),
    epics:
      features.length === 0
        ? []
        : [
            {
              id: `E${counts.epics + 1}`,
              title: solution.reactions.length > 0 ? 'Work together' : 'Beyond single things',
              description: `What goes beyond one thing: ${listing(features.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)))}.`,
              features,
            },
          ],
  };
};
