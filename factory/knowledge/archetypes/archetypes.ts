import { archetypeSchema, type Archetype } from './archetype.ts';
import { goodsArchetypes } from './goods.ts';
import { moneyArchetypes } from './money.ts';
import { orderingArchetypes } from './ordering.ts';
import { paymentArchetypes } from './payment.ts';
import { peopleArchetypes } from './people.ts';
import { placeArchetypes } from './places.ts';
import { requestArchetypes } from './requests.ts';
import { sellingArchetypes } from './selling.ts';
import { writingArchetypes } from './writing.ts';

/** All reviewed archetypes. */
export const archetypes: readonly Archetype[] = [
  ...sellingArchetypes,
  ...orderingArchetypes,
  ...goodsArchetypes,
  ...paymentArchetypes,
  ...moneyArchetypes,
  ...placeArchetypes,
  ...peopleArchetypes,
  ...requestArchetypes,
  ...writingArchetypes,
].map((archetype) => archetypeSchema.parse(archetype));

/** Two archetypes stand beside each other in products. */
export const areNeighbours = (one: Archetype, other: Archetype): boolean =>
  one.id !== other.id && (one.neighbours.includes(other.id) || other.neighbours.includes(one.id));
