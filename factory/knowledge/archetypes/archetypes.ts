import { archetypeSchema, type Archetype } from './archetype.ts';
import { moneyArchetypes } from './money.ts';
import { peopleArchetypes } from './people.ts';
import { placeArchetypes } from './places.ts';
import { tradeArchetypes } from './trade.ts';

/** All reviewed archetypes. */
export const archetypes: readonly Archetype[] = [
  ...tradeArchetypes,
  ...moneyArchetypes,
  ...placeArchetypes,
  ...peopleArchetypes,
].map((archetype) => archetypeSchema.parse(archetype));

/** Two archetypes stand beside each other in products. */
export const areNeighbours = (one: Archetype, other: Archetype): boolean =>
  one.id !== other.id && (one.neighbours.includes(other.id) || other.neighbours.includes(one.id));
