import type { Archetype } from './archetype.ts';
import { archetypes } from './archetypes.ts';

type Language = { singular: (noun: string) => string };

const withoutArea = (name: string): string =>
  name.replace(/(?<=.) (?:management|handling|processing|administration|module|component|area)$/, '');

/** A name of the activity around something: "shipping", "catalogue". */
export const namesArea = (name: string): boolean => archetypes.some(({ areas }) => areas.includes(name));

/** A name that some archetype's thing is called by, singular. */
export const namesThing = (name: string, { singular }: Language): boolean =>
  archetypes.some(({ words }) => words.includes(singular(name)));

const heads = (name: string): string[] => {
  const words = name.split(' ');
  return words.map((_, index) => words.slice(index).join(' '));
};

/**
 * The archetype that a part of a product may be: its whole name first, then its last words. Only a candidate: whether it
 * fits is decided by what stands beside it.
 */
export const archetypeOfPart = (part: string, { singular }: Language): Archetype | undefined => {
  const name = part.toLowerCase().replace(/^(?:an?|the|our) /, '');
  for (const head of heads(name)) {
    const thing = singular(withoutArea(head));
    const found = archetypes.find(({ areas, words }) => areas.includes(head) || words.includes(thing));
    if (found) return found;
  }
  return undefined;
};
