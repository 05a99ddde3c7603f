import type { Part } from './read-sentences.ts';
import { sameThing } from './planning/things.ts';

/** The thing that has an attribute of this name, if only one has. */
const ownerOf = (parts: readonly Part[], attribute: string): string | undefined => {
  const owners = new Set(
    parts.flatMap(({ object, attributes }) => (object && attributes.includes(attribute) ? [object] : [])),
  );
  return owners.size === 1 ? [...owners][0] : undefined;
};

const isThing = (parts: readonly Part[], name: string): boolean =>
  parts.some(
    ({ object, attributes }) => object !== undefined && attributes.length > 0 && sameThing(object, name),
  );

/** "the date of damage cannot be in the future": an attribute whose name has an "of", and no thing "damage". */
const settleOne = (part: Part, parts: readonly Part[]): Part => {
  const { behaviour, object } = part;
  if (behaviour?.kind !== 'compare' || object === undefined) return part;
  const { attribute } = behaviour;
  const whole = `${attribute} of ${object}`;
  const owner = ownerOf(parts, whole);
  if (owner !== undefined) return { ...part, object: owner, behaviour: { ...behaviour, attribute: whole } };
  const elsewhere = ownerOf(parts, attribute);
  return elsewhere !== undefined && !isThing(parts, object) ? { ...part, object: elsewhere } : part;
};

/** Gives what is compared to the thing whose attribute it is. */
export const settleCompared = (parts: readonly Part[]): Part[] => parts.map((part) => settleOne(part, parts));
