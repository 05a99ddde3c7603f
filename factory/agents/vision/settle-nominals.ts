import { stateOfVerb } from './planning/behaviour/life-cycle-words.ts';
import { sameThing } from './planning/things.ts';
import type { Part } from './read-sentences.ts';
import { isMadeFrom } from './reading/behaviour/nominal.ts';

const isKeptAs = (parts: readonly Part[], name: string): boolean =>
  parts.some(
    ({ object, attributes, operation, behaviour }) =>
      object === name &&
      (attributes.length > 0 || operation || behaviour?.kind === 'states' || behaviour?.kind === 'doing'),
  );

type Done = { thing: string; verb: string };

/** What is done to things that are kept, by the verbs of moves. */
const doneIn = (parts: readonly Part[]): Done[] =>
  parts.flatMap(({ object, behaviour }) =>
    object !== undefined && (behaviour?.kind === 'moves' || behaviour?.kind === 'gate')
      ? behaviour.verbs.map((verb) => ({ thing: object, verb }))
      : [],
  );

const FOLLOWS = new Set(['moves', 'gate', 'expiry', 'window', 'permission', 'own', 'due']);

const onThing = (part: Part, { thing, verb }: Done): Part => {
  const { behaviour } = part;
  const state = stateOfVerb(verb);
  if (behaviour?.kind === 'moves')
    return {
      ...part,
      object: thing,
      behaviour: { kind: 'gate', verbs: behaviour.verbs, state, allowed: true },
    };
  if (behaviour?.kind === 'expiry')
    return { ...part, object: thing, behaviour: { ...behaviour, state: behaviour.state ?? state } };
  return { ...part, object: thing };
};

/** "a place can be offered; an offer expires": the offer is the place that was offered, where nothing else is said of it. */
export const settleNominals = (parts: readonly Part[]): Part[] => {
  const done = doneIn(parts);
  return parts.map((part) => {
    const name = part.object;
    if (part.behaviour === undefined || name === undefined || isKeptAs(parts, name)) return part;
    if (!FOLLOWS.has(part.behaviour.kind) || part.verb === name) return part;
    const found = done.find(
      ({ thing, verb }) =>
        thing !== name && isKeptAs(parts, thing) && (verb === name || isMadeFrom(name, verb)),
    );
    return found ? onThing(part, found) : part;
  });
};

/** "Employees book rooms": the booking is a thing of its own. */
const isRecorded = (parts: readonly Part[], name: string): boolean =>
  parts.some(({ behaviour }) => behaviour?.kind === 'doing' && isMadeFrom(name, behaviour.verb));

/** "Shift swap: …": the swap is the shift that is swapped, where nothing else is said of it. */
export const settleHeaded = (parts: readonly Part[]): Part[] => {
  const titles = parts.flatMap(({ constraints }) =>
    constraints.filter(({ kind }) => kind === 'service' || kind === 'heading').map(({ value }) => value),
  );
  const things = [...new Set(parts.flatMap(({ object }) => object ?? []))].filter((name) =>
    isKeptAs(parts, name),
  );
  return parts.map((part) => {
    const name = part.object;
    if (part.behaviour === undefined || name === undefined || isKeptAs(parts, name)) return part;
    if (isRecorded(parts, name)) return part;
    const title = titles.find((each) => each.endsWith(` ${name}`))?.slice(0, -name.length - 1);
    const thing = things.find((each) => title !== undefined && sameThing(each, title));
    return thing ? { ...part, object: thing } : part;
  });
};
