import type { PlannedAttribute } from '../../domain/product-plan.ts';
import type { ResolvedThing } from './resolve-vocabulary.ts';
import type { Script } from './script.ts';

export const thingCalled = ({ book }: Script, name: string): ResolvedThing => {
  const found = book.things.get(name);
  if (!found) throw new Error(`The plan speaks of an unknown "${name}".`);
  return found;
};

/** Callers may give it: not computed, and in the contract's body (or lacking there, which the scenario then says). */
export const isGivable = (
  { thing, subject, schemas }: ResolvedThing,
  attribute: PlannedAttribute,
): boolean => {
  const found = subject.attributes[attribute.name];
  if (thing.foreign) return found !== undefined;
  if (attribute.computed) return false;
  return found === undefined || 'lacks' in found || schemas[attribute.name]?.['type'] !== undefined;
};

export const givable = (resolved: ResolvedThing): PlannedAttribute[] =>
  resolved.thing.attributes.filter((attribute) => isGivable(resolved, attribute));

/** What must be given, and these besides; something in any case. */
export const required = (resolved: ResolvedThing, ...more: readonly string[]): PlannedAttribute[] => {
  const all = givable(resolved);
  const chosen = all.filter((attribute) => attribute.required || more.includes(attribute.name));
  return chosen.length > 0 ? chosen : all.slice(0, 1);
};
