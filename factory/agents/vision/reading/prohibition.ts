import type { Verb } from './verbs.ts';

/** What must never happen to a thing, as the statement form has it; `undefined` when the verbs are about something else. */
export const forbidden = (verbs: readonly Verb[]): 'both' | 'change' | 'remove' | undefined => {
  const kinds = new Set(verbs.map((verb) => verb.class));
  if (kinds.size === 0 || [...kinds].some((kind) => kind !== 'change' && kind !== 'remove')) return undefined;
  if (kinds.size === 2) return 'both';
  return kinds.has('remove') ? 'remove' : 'change';
};
