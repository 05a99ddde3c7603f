import { camelCase, pascalCase } from '../../domain/naming.ts';
import { participleOf } from '../vision/reading/verbs.ts';
import { distinctName, joinedName, operationName, wordName } from './identifiers.ts';
import { infinitiveOf } from './infinitive.ts';
import {
  attributeNamed,
  fieldNamed,
  rulesOf,
  stateNamed,
  thingNamed,
  type Thing,
  type Things,
} from './thing.ts';

export type NamedMove = {
  /** In the plan's words; the last segment of its path. */
  verb: string;
  path: string;
  useCase: string;
  event: string;
  from: string[];
  to: string;
  automatic: boolean;
};
export type NamedPost = {
  verb: string;
  path: string;
  useCase: string;
  event: string;
  direction: 'in' | 'out';
};
export type NamedStock = { field: string; reserved: string; refused: string; released: string };

/** A thing whose use cases and events have their names. States are those of the plan. */
export type NamedThing = Thing & {
  creation: { verb: string; useCase: string; event: string };
  moves: NamedMove[];
  posts: NamedPost[];
  stock?: NamedStock | undefined;
  /** Reactions begin new ones. */
  started: boolean;
  /** Things of the same service refer to it. */
  referred: boolean;
};

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
    event: claim(taken.events, pascalCase(`${ledger?.unit} ${participleOf(verb)}`)),
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

const PLAIN_VERBS: Record<string, 'change' | 'remove'> = {
  change: 'change',
  update: 'change',
  edit: 'change',
  modify: 'change',
  remove: 'remove',
  delete: 'remove',
};

/** A story changes (or removes) it, or a rule says until when one may. */
export const allows = ({ stories, rules, subject }: Thing, intent: 'change' | 'remove'): boolean => {
  if (stories.some((story) => story.intent === intent)) return true;
  const moves = subject.lifecycle?.moves.map(({ verb }) => verb) ?? [];
  return rules.some(
    (rule) =>
      'verbs' in rule &&
      rule.verbs.some((verb) => PLAIN_VERBS[joinedName(verb)] === intent && !moves.includes(verb)),
  );
};

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

/** The use case that the plan calls by a verb: creation, a move, a posting, change or removal. */
export const useCaseNamed = (thing: NamedThing, verb: string): string | undefined => {
  const name = joinedName(verb);
  const is = (each: { verb: string }) => joinedName(each.verb) === name;
  const found = thing.moves.find(is) ?? thing.posts.find(is);
  if (found) return found.useCase;
  if (name === joinedName(thing.creation.verb)) return thing.creation.useCase;
  const plain = PLAIN_VERBS[name];
  if (plain) return allows(thing, plain) ? operationName(plain, thing.type) : undefined;
  const told = thing.stories.find(
    ({ intent, want }) => ['change', 'remove'].includes(intent) && want.startsWith(`${verb} `),
  );
  if (told) return operationName(told.intent, thing.type);
  return ['create', 'add', 'record', 'make', 'start', 'open'].includes(name)
    ? thing.creation.useCase
    : undefined;
};
