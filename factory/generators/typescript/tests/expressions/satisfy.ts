import type { Expression } from '../../../../domain/expression.ts';
import { candidatesFor } from './candidates.ts';
import { holdsIn } from './evaluate.ts';
import type { Place, World } from './world.ts';

/** Others keep what they have where it is enough to change the thing itself. */
const ownFirst = (worlds: readonly World[], { related }: World): World[] => {
  const others = JSON.stringify(related);
  const isOwn = (world: World) => JSON.stringify(world.related) === others;
  return [...worlds.filter(isOwn), ...worlds.filter((world) => !isOwn(world))];
};

/** A world in which all conditions hold, near to one in which some may not; that one itself where none is found. */
export const satisfying = (conditions: readonly Expression[], place: Place, start: World): World => {
  const score = (world: World) => conditions.filter((condition) => holdsIn(condition, place, world)).length;
  let best = start;
  for (let round = 0; round < conditions.length && score(best) < conditions.length; round += 1) {
    const broken = conditions.find((condition) => !holdsIn(condition, place, best));
    if (!broken) return best;
    const candidates = candidatesFor(broken, place, best).map(({ world }) => world);
    const found = ownFirst(candidates.toReversed(), best).find((world) => score(world) > score(best));
    if (!found) return best;
    best = found;
  }
  return best;
};
