import { END, START } from './planning/behaviour/period-words.ts';
import { sameThing } from './planning/things.ts';
import type { Part } from './read-sentences.ts';

const AT_ONCE = /\b(?:at (?:a|any|the same) time|at once|simultaneously|in parallel|concurrently)\b/;

/** Whether the text says when one begins and when it ends. */
const hasPeriod = (parts: readonly Part[], thing: string): boolean => {
  const names = parts.flatMap(({ object, attributes }) =>
    object !== undefined && sameThing(object, thing) ? attributes : [],
  );
  return names.some((name) => START.test(name)) && names.some((name) => END.test(name));
};

/** "no two trips at the same time" of what has a beginning and an end: their periods do not overlap. */
export const settleSimultaneous = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    const { behaviour, object, text } = part;
    if (behaviour?.kind !== 'limit' || object === undefined || behaviour.maximum !== 1) return part;
    if (behaviour.within !== undefined || !AT_ONCE.test(text) || !hasPeriod(parts, object)) return part;
    return { ...part, behaviour: { kind: 'no-overlap', per: behaviour.per } };
  });
