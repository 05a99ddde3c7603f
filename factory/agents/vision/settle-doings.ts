import type { StatedBehaviour } from '../../domain/stated-behaviour.ts';
import type { Part } from './read-sentences.ts';
import { RELATES_TO } from './reading/behaviour/doing-verbs.ts';
import { nominalOf } from './reading/behaviour/nominal.ts';

const RECORDED =
  /^(?:book|reserve|borrow|rent|hire|lease|enrol|enroll|register|subscribe|apply|vote|bid|sign up|lend|loan|order|check out|join|attend|donate|pledge|volunteer)$/;

/** "items" of those who borrow cameras are cameras, unless the text keeps items. */
const GENERIC = /^(?:item|thing|piece|unit|object|article)$/;

const isNamed = (parts: readonly Part[], noun: string): boolean =>
  !GENERIC.test(noun) || parts.some(({ object, attributes }) => object === noun && attributes.length > 0);

/** "borrow at most five books": what is done is recorded, and what it is done with is referred to. */
export const limitedDoing = (part: Part, _index: number, parts: readonly Part[]): Part[] => {
  const { behaviour } = part;
  if (behaviour?.kind !== 'limit' || behaviour.verb === undefined || !RECORDED.test(behaviour.verb))
    return [part];
  const { verb, ...limit } = behaviour;
  const actor = limit.per.at(0);
  return [
    {
      ...part,
      object: verb,
      verb,
      ...(actor ? { actor } : {}),
      behaviour: {
        kind: 'doing',
        verb,
        ...(part.object && part.object !== verb && isNamed(parts, part.object)
          ? { object: part.object }
          : {}),
      },
    },
    { ...part, object: verb, verb, behaviour: limit },
  ];
};

/** Gives the record of a doing its name wherever a statement only knows the verb. */
export const nameDoings = (parts: readonly Part[]): Part[] => {
  const nouns = parts.flatMap(({ object, behaviour }) =>
    object && behaviour?.kind !== 'doing' ? [object] : [],
  );
  const verbs = new Set(
    parts.flatMap(({ object, verb, behaviour }) => {
      if (behaviour?.kind === 'doing') return [behaviour.verb];
      return behaviour !== undefined && verb !== undefined && verb === object ? [verb] : [];
    }),
  );
  const done = parts.flatMap(({ behaviour }) => (behaviour?.kind === 'doing' ? [behaviour.verb] : []));
  const others = nouns.filter((noun) => !verbs.has(noun));
  return parts.map((part) => {
    const verb = part.object;
    const { behaviour } = part;
    if (verb === undefined || !verbs.has(verb)) return part;
    if (behaviour?.kind !== 'doing' && part.verb === undefined) return part;
    const meant = done.includes(verb) ? verb : (done.at(0) ?? verb);
    return { ...part, object: nominalOf(meant, others) };
  });
};

/** What is handed over is never the record of it. */
const HANDS_OVER = /^(?:borrow|rent|hire|lease|lend|loan|check out)$/;

const LED = new Set<StatedBehaviour['kind']>(['window', 'limit', 'moves', 'states', 'no-overlap', 'expiry']);

/** "patients book appointments": what is booked is the record itself where the text leads it through a life of its own. */
export const nameBooked = (parts: readonly Part[]): Part[] => {
  const nouns = parts.flatMap(({ object, behaviour }) =>
    object && behaviour?.kind !== 'doing' ? [object] : [],
  );
  return parts.map((part) => {
    const { behaviour } = part;
    if (behaviour?.kind !== 'doing' || behaviour.object === undefined) return part;
    if (HANDS_OVER.test(behaviour.verb) || RELATES_TO.test(behaviour.verb)) return part;
    const { object, verb, ...rest } = behaviour;
    const led = parts.some(
      (each) => each.object === object && each.behaviour !== undefined && LED.has(each.behaviour.kind),
    );
    const named = nouns.includes(nominalOf(verb, nouns));
    return (led || behaviour.with !== undefined) && !named
      ? { ...part, object, behaviour: { ...rest, verb } }
      : part;
  });
};

/** "at most six items" of those who borrow items: it is what they borrowed that is counted. */
export const countDoings = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    const { behaviour, object } = part;
    if (behaviour?.kind !== 'limit') return part;
    const doing = parts.find(
      (each) =>
        each.behaviour?.kind === 'doing' &&
        each.behaviour.object === object &&
        each.object === each.behaviour.verb &&
        each.actor !== undefined &&
        behaviour.per.includes(each.actor),
    );
    return doing?.object ? { ...part, object: doing.object, verb: doing.object } : part;
  });
