import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';

/** Comparisons of numbers in words. */
export const COMPARISONS: Record<StatedBehaviourOf<'compare'>['comparison'], string> = {
  equal: '',
  different: 'not ',
  less: 'less than ',
  'at-most': 'at most ',
  greater: 'greater than ',
  'at-least': 'at least ',
};

/** The same of dates and moments. */
export const TIMES: typeof COMPARISONS = {
  ...COMPARISONS,
  less: 'before ',
  'at-most': 'not after ',
  greater: 'after ',
  'at-least': 'not before ',
};
