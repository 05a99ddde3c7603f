import type { Aggregate, Filter } from '../../domain/blueprint.ts';
import { filtersOf } from '../../domain/operation.ts';
import type { Story } from '../../domain/product-plan.ts';
import type { NamedThing } from './named-thing.ts';
import { fieldNamed } from './thing.ts';

/** What the criteria of stories observe. */
export const checksOf = (stories: readonly Story[]) =>
  stories.flatMap(({ criteria }) => criteria.map(({ check }) => check));

/** Filters that the plan asks for; a search over states and references comes with every aggregate that has them. */
export const searchFilters = (thing: NamedThing, aggregate: Aggregate): Filter[] => {
  const asked = checksOf(thing.stories.filter(({ intent }) => intent === 'find')).flatMap(
    (check): Filter[] => {
      if (check.kind !== 'found-by' && check.kind !== 'found-in-period') return [];
      const field = fieldNamed(thing, check.attribute);
      const match = check.kind === 'found-by' ? 'equals' : 'range';
      return field === undefined ? [] : [{ field, match }];
    },
  );
  const once = asked.filter(
    ({ field, match }, index) =>
      asked.findIndex((each) => each.field === field && each.match === match) === index,
  );
  return filtersOf({ filters: once }, aggregate);
};
