import type { StatedBehaviour } from '../../../../domain/stated-behaviour.ts';
import { NO_THING } from '../containers.ts';
import { lower, type Scan } from '../scan.ts';
import { infinitive, matchAt, rule, type Match, type Read, type Reader, write } from './clause-match.ts';
import { actorAt, continues } from './doing-actor.ts';
import { classOf, direction, isUnknown, isWork, relates } from './doing-verbs.ts';
import { DETERMINER, END, NAME_WORD, VERB, namesOf, np } from './grammar.ts';

const GIVEN = `(?:an? |the |its |their )?${NAME_WORD}(?: ${NAME_WORD})?`;

/** When what is arranged takes place. */
const MOMENT = '(?:date and (?:an? )?time|day and (?:an? )?time|date|day|time slot|time)';

const VERBS = rule(
  `(?<verbs>${VERB}(?:(?: ,)?(?: and(?: then)?| or| then|,) ${VERB}){0,3}?) (?:(?<prep>for|to|in|on|at|into) )?(?:(?<it>it|them)|(?:(?:their|his|her|its) )?${np('object')})(?: (?<where>in|on|for|at|into|to|of|onto) ${np('place')}(?: and (?<more>(?:an? |the )(?:number of |amount of )?${NAME_WORD}(?: ${NAME_WORD})?))?)?(?: from (?:an? |the )?(?<begin>${NAME_WORD}(?: ${NAME_WORD})?) (?:to|until|till) (?:an? |the )?(?<end>${NAME_WORD}(?: ${NAME_WORD})?))?(?: by (?<given>${GIVEN}(?: , ${GIVEN})*(?: ,)? and ${GIVEN})| (?<how>from|with|by) (?<determiner>the |our |this )?${np('other')})?(?: (?:for|on|at) (?:an? |the )?(?<given>${MOMENT}))?`,
  END,
);

type Acts = { verbs: string[]; object: string | undefined; place: string | undefined; match: Match };

/** "part of the amount": the amount. */
const PARTITIVE = /^(?:part|parts|portion|portions|half|some|all|rest|remainder|share|fraction|percentage)$/;

const readActs = (scan: Scan, at: number): Acts | undefined => {
  const match = matchAt(scan, at, VERBS);
  if (!match || match.groups.how === 'by') return undefined;

  if (match.groups.where === 'of' && PARTITIVE.test(match.groups.object ?? '')) {
    match.groups.object = match.groups.place;
    delete match.groups.place;
  }
  const { object, place } = match.groups;
  const named = object && !NO_THING.has(object) ? scan.tagger.singular(object) : undefined;
  const verbs = namesOf((match.groups.verbs ?? '').replaceAll(' then ', ' , ')).map((verb) =>
    infinitive(scan, verb),
  );
  const [phrasal = ''] = verbs;
  if (match.groups.prep === 'in' && /^(?:check|hand|sign|clock|log)$/.test(phrasal)) {
    verbs[0] = `${phrasal} in`;
    delete match.groups.prep;
  }
  return {
    verbs,
    object: named ?? scan.memory.thing,
    place: place ? scan.tagger.singular(place) : undefined,
    match,
  };
};

/** "appointments with doctors", "books from the library": the library is the same for all. */
const otherOf = ({ groups, scan }: Match): { with?: string } =>
  groups.other && groups.determiner === undefined ? { with: scan.tagger.singular(groups.other) } : {};

const postingOf = ({ verbs, object, match }: Acts): StatedBehaviour | undefined => {
  const moves = verbs.flatMap((verb) => {
    const side = direction(match.scan, verb);
    return side ? [{ verb, direction: side }] : [];
  });
  return object !== undefined && moves.length === verbs.length
    ? { kind: 'posting', unit: object, moves }
    : undefined;
};

/** The record of what is done comes first, what happens to it then after it: "book and cancel classes". */
const doingOf = ({ verbs, object, place, match }: Acts): Read[] | undefined => {
  const [verb, ...rest] = verbs;
  if (verb === undefined || object === undefined) return undefined;
  if (!relates(verb, match) || rest.some((each) => relates(each, match))) return undefined;
  const within = place ? { within: place } : {};
  const behaviour = { kind: 'doing' as const, verb, object, ...within, ...otherOf(match) };
  const moves = { kind: 'moves' as const, verbs: rest, steps: false };
  const { begin, end, more, given } = match.groups;
  const moments = /^(?:date|day) and /.test(given ?? '') ? ['date and time'] : namesOf(given ?? '');
  const attributes = [begin, end, more, ...moments].flatMap(
    (name) => name?.replace(/^(?:an?|the|its|their) /, '') ?? [],
  );
  return [
    { object: verb, verb, aside: true, attributes, behaviour },
    ...(rest.length > 0 ? [{ object: verb, aside: true, behaviour: moves }] : []),
  ];
};

const movesOf = ({ verbs, object, place, match }: Acts): Read | undefined => {
  const { prep, other, begin, verbs: words = '' } = match.groups;
  if (place ?? prep ?? other ?? begin) return undefined;
  const steps = / and |, /.test(words) && !/ or /.test(words);
  return { object, behaviour: { kind: 'moves', verbs, steps } };
};

const readings = (acts: Acts, sure: boolean): Read[] | undefined => {
  const { verbs, object, match } = acts;
  const known = verbs.every((verb) => isWork(verb, match) || (sure && isUnknown(verb)));
  if (!object || verbs.length === 0 || !known) return undefined;
  const posting = postingOf(acts);
  const holder = /^(?:onto|on|into|to|in)$/.test(match.groups.where ?? '') ? acts.place : undefined;
  if (posting)
    return [
      ...(holder ? [{ object: holder, aside: true, behaviour: { kind: 'balance' as const } }] : []),
      { object, behaviour: posting },
    ];
  const doing = doingOf(acts);
  if (doing) return doing;
  const moves = movesOf(acts);
  return moves && [moves];
};

/** A verb without a subject: at the start, below "Users can:", or where the same people go on. */
const isBare = (scan: Scan, at: number): boolean => {
  const word = lower(scan, at);
  const verb = classOf(word) !== undefined || direction(scan, word) !== undefined;
  return verb && (at === 0 || scan.memory.actor !== undefined || continues(scan, at));
};

type Agent = { actor: string | undefined; next: number; sure: boolean };

const agentAt = (scan: Scan, at: number): Agent | undefined => {
  const acting = actorAt(scan, at);
  if (acting?.negated || lower(scan, at) === 'only') return undefined;
  if (acting) return { actor: acting.actor, next: acting.next, sure: acting.expects === 'base' };
  if (!isBare(scan, at)) return undefined;
  const before = continues(scan, at) ? scan.drafts.at(-1)?.actor : undefined;
  return { actor: before ?? scan.memory.actor, next: at, sure: false };
};

/** "members book a place in a class", "managers approve or reject requests", "members earn and redeem points" */
export const readDoing: Reader = (scan, at) => {
  const agent = agentAt(scan, at);
  const acts = agent && readActs(scan, agent.next);
  const reads = acts && readings(acts, agent.sure);
  if (!acts || !reads) return undefined;
  const by = agent.actor ? { actor: agent.actor } : {};
  return write(
    { ...acts.match, at },
    reads.map((read) => ({ ...read, ...by })),
  );
};

/** "points can be redeemed", "money is deposited by customers" */
export const readPassivePosting: Reader = (scan, at) => {
  const match = matchAt(scan, at, PASSIVE);
  const verbs = namesOf(match?.groups.verbs ?? '').map((verb) => infinitive(scan, verb));
  const sides = verbs.map((verb) => direction(scan, verb));
  if (
    !match?.thing ||
    verbs.length === 0 ||
    !sides.every((side) => side !== undefined) ||
    verbs.some((verb) => /^(?:pay|add|use|receive|charge|lose)$/.test(verb))
  )
    return undefined;
  const moves = verbs.map((verb, index) => ({ verb, direction: sides[index] ?? 'in' }));
  const actor = match.groups.actor ? { actor: scan.tagger.singular(match.groups.actor) } : {};
  return write(match, [
    { object: match.thing, ...actor, behaviour: { kind: 'posting', unit: match.thing, moves } },
  ]);
};

const PASSIVE = rule(
  `(?:(?<it>it|they)|(?:${DETERMINER})?(?<thing>${NAME_WORD}(?: ${NAME_WORD})?)) (?:can|may|must) (?:then |later )?be (?<verbs>[a-z]+(?: up| in| out)?(?: (?:and|or) [a-z]+(?: up| in| out)?)*)(?: by ${np('actor')})?`,
  END,
);
