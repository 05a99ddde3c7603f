import { camelCase, pascalCase } from '../../domain/naming.ts';
import { participleOf } from '../vision/reading/verbs.ts';
import { distinctName, operationName, typeName, wordName } from './identifiers.ts';
import { infinitiveOf } from './infinitive.ts';
import type { NamedMove, NamedPost, NamedStock, NamedThing } from './named-thing.ts';
import { allows } from './use-case-named.ts';
import {
  attributeNamed,
  fieldNamed,
  rulesOf,
  stateNamed,
  thingNamed,
  type Thing,
  type Things,
} from './thing.ts';

type Taken = { useCases: string[]; events: string[] };

const claim = (taken: string[], name: string): string => {
  const free = distinctName(name, taken);
  taken.push(free);
  return free;
};

/** The verb for putting one in: of its story, else what leads to its first state. What cannot change is always recorded. */
const creationVerb = ({ subject, stories }: Thing, started: boolean): string => {
  if (subject.unchangeable) return 'record';
  const told = stories.find(({ intent }) => intent === 'record')?.want.split(' ')[0];
  const first = subject.lifecycle ? infinitiveOf(subject.lifecycle.initial) : '';
  return camelCase(told ?? (first || (started ? 'start' : 'add'))) || 'add';
};

/** "book" of a booking says it twice: `bookClass`, where a booking is of a class. */
const creationName = (things: Things, { subject, type }: Thing, verb: string): string => {
  const stem = verb.replace(/e$/, '');
  const referred = subject.attributes.find(
    ({ refers, required }) => required && refers !== undefined,
  )?.refers;
  const other = referred === undefined ? undefined : thingNamed(things, referred);
  const doubled = type.toLowerCase().startsWith(stem) && type.length > verb.length;
  return operationName(verb, doubled && other ? other.type : type);
};

type PlannedMove = { verb: string; from: string[]; to: string; by: string };

/** The moves of the plan, and one by the clock for each timeout that has none. */
const allMoves = (thing: Thing): PlannedMove[] => {
  const moves = thing.subject.lifecycle?.moves ?? [];
  const missing = rulesOf(thing, 'timeout').flatMap((rule): PlannedMove[] => {
    const [from, to] = [stateNamed(thing, rule.state), stateNamed(thing, rule.to)];
    const known = moves.some(
      (move) => move.by === 'clock' && move.from.includes(from ?? '') && move.to === to,
    );
    return known || from === undefined || to === undefined
      ? []
      : [{ verb: infinitiveOf(to) || 'time out', from: [from], to, by: 'clock' }];
  });
  return [...moves, ...missing];
};

const nameMoves = (thing: Thing, taken: Taken): NamedMove[] => {
  const paths: string[] = [];
  const events = new Map<string, string>();
  return allMoves(thing).map(({ verb, from, to, by }) => {
    const again = to === thing.subject.lifecycle?.initial ? 'ReturnedTo' : '';
    const entered = events.get(to) ?? claim(taken.events, thing.type + again + pascalCase(to));
    events.set(to, entered);
    return {
      verb,
      path: claim(paths, wordName(verb)),
      useCase: claim(taken.useCases, operationName(verb, thing.type)),
      event: entered,
      from: from.map(wordName),
      to: wordName(to),
      automatic: by !== 'caller',
    };
  });
};

const namePosts = ({ subject: { ledger } }: Thing, taken: Taken): NamedPost[] =>
  (ledger?.moves ?? []).map(({ verb, direction }) => ({
    verb,
    path: wordName(verb),
    useCase: claim(taken.useCases, operationName(verb, pascalCase(ledger?.unit ?? ''))),
    event: claim(taken.events, typeName(`${ledger?.unit} ${participleOf(verb)}`)),
    direction,
  }));

const nameStock = (thing: Thing, taken: Taken): NamedStock | undefined => {
  const { stock } = thing.subject;
  const field = stock === undefined ? undefined : fieldNamed(thing, stock);
  const attribute = stock === undefined ? undefined : attributeNamed(thing, stock);
  if (field === undefined || !attribute) return undefined;
  const word = pascalCase(attribute.name);
  const name = (what: string) =>
    claim(taken.events, taken.events.includes(word + what) ? thing.type + word + what : word + what);
  return { field, reserved: name('Reserved'), refused: name('Refused'), released: name('Released') };
};

const creationEvent = ({ type }: Thing, verb: string): string => type + pascalCase(participleOf(verb));

/** What has its name by its kind is taken before anything else. */
const reservePlain = (thing: Thing, taken: Taken): void => {
  const { type, plural } = thing;
  taken.useCases.push(
    ...['get', 'change', 'remove'].map((verb) => operationName(verb, type)),
    ...['search', 'export'].map((verb) => operationName(verb, plural)),
  );
  for (const [intent, event] of [
    ['change', `${type}Changed`],
    ['remove', `${type}Removed`],
  ] as const)
    if (allows(thing, intent)) taken.events.push(event);
};

const isReferred = (things: Things, { subject, service }: Thing): boolean =>
  things
    .filter((other) => other.service === service)
    .flatMap((other) => [other.subject, ...other.subject.parts].flatMap(({ attributes }) => attributes))
    .some(({ refers }) => refers !== undefined && thingNamed(things, refers)?.subject === subject);

/** Names of all use cases and events, unique in their service. `started`: names of subjects that reactions begin. */
export const nameOperations = (things: Things, started: ReadonlySet<string>): NamedThing[] => {
  const services = new Map<string, Taken>();
  return things.map((thing) => {
    const taken = services.get(thing.service) ?? { useCases: [], events: [] };
    services.set(thing.service, taken);
    reservePlain(thing, taken);
    const isStarted = started.has(thing.subject.name);
    const verb = creationVerb(thing, isStarted);
    const preferred = creationName(things, thing, verb);
    const useCase = taken.useCases.includes(preferred) ? operationName(verb, thing.type) : preferred;
    return {
      ...thing,
      creation: {
        verb,
        useCase: claim(taken.useCases, useCase),
        event: claim(taken.events, creationEvent(thing, verb)),
      },
      moves: nameMoves(thing, taken),
      posts: namePosts(thing, taken),
      stock: nameStock(thing, taken),
      started: isStarted,
      referred: isReferred(things, thing),
    };
  });
};
