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

const MOMENT = /^(?:date and time|time|time slot|slot|start time|starts? at)$/;

/** When one takes place, where the text says that and not how long. */
const momentOf = (parts: readonly Part[], thing: string): string | undefined => {
  if (hasPeriod(parts, thing)) return undefined;
  const named = parts.flatMap(({ object, attributes }) =>
    object !== undefined && sameThing(object, thing) ? attributes.filter((name) => MOMENT.test(name)) : [],
  );
  const [only, ...others] = new Set(named);
  return others.length === 0 ? only : undefined;
};

/** "no two trips at the same time" of what has a beginning and an end: their periods do not overlap. */
export const settleSimultaneous = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    const { behaviour, object, text } = part;
    if (behaviour?.kind !== 'limit' || object === undefined || behaviour.maximum !== 1) return part;
    if (behaviour.within !== undefined || !AT_ONCE.test(text)) return part;
    const moment = /\bsame time\b/.test(text) ? momentOf(parts, object) : undefined;
    if (moment !== undefined)
      return { ...part, behaviour: { kind: 'unique', attributes: [...behaviour.per, moment] } };
    if (!hasPeriod(parts, object)) return part;
    return { ...part, behaviour: { kind: 'no-overlap', per: behaviour.per } };
  });
