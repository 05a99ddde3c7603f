import { NO_THING } from '../containers.ts';
import { lower, type Scan } from '../scan.ts';
import { infinitive, matchAt, rule, type Match, type Read, type Reader, write } from './clause-match.ts';
import { actorAt, continues } from './doing-actor.ts';
import { classOf, direction, isUnknown, isWork, relates } from './doing-verbs.ts';
import { DETERMINER, END, NAME_WORD, VERB, namesOf, np } from './grammar.ts';

const VERBS = rule(
  `(?<verbs>${VERB}(?:(?: ,)?(?: and(?: then)?| or| then|,) ${VERB}){0,3}?) (?:(?<prep>for|to|in|on|at|into) )?(?:(?<it>it|them)|(?:(?:their|his|her|its) )?${np('object')})(?: (?:in|on|for|at|into|to|of) ${np('place')})?(?: (?<how>from|with|by) (?<determiner>the |our |this )?${np('other')})?`,
  END,
);

type Acts = { verbs: string[]; object: string | undefined; place: string | undefined; match: Match };

const readActs = (scan: Scan, at: number): Acts | undefined => {
  const match = matchAt(scan, at, VERBS);
  if (!match || match.groups.how === 'by') return undefined;

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

const readings = (acts: Acts, actor: string | undefined, sure: boolean): Read[] | undefined => {
  const { verbs, object, place, match } = acts;
  if (
    !object ||
    verbs.length === 0 ||
    !verbs.every((verb) => isWork(verb, match) || (sure && isUnknown(verb)))
  )
    return undefined;
  const by = actor ? { actor } : {};
  const sides = verbs.map((verb) => direction(match.scan, verb));
  if (sides.every((side) => side !== undefined)) {
    const moves = verbs.map((verb, index) => ({ verb, direction: sides[index] ?? 'in' }));
    return [{ object, ...by, behaviour: { kind: 'posting', unit: object, moves } }];
  }
  const relating = verbs.filter((verb) => relates(verb, match));
  if (relating.length === 1 && verbs[0] === relating[0])
    return [
      {
        object: relating[0],
        ...by,
        verb: relating[0],
        aside: true,
        behaviour: {
          kind: 'doing',
          verb: relating[0] ?? '',
          object,
          ...(place ? { within: place } : {}),
          ...otherOf(match),
        },
      },
      ...(verbs.length > 1
        ? [
            {
              object: relating[0],
              ...by,
              aside: true,
              behaviour: { kind: 'moves' as const, verbs: verbs.slice(1), steps: false },
            },
          ]
        : []),
    ];
  if (place ?? match.groups.prep ?? match.groups.other) return undefined;
  const steps = / and |, /.test(match.groups.verbs ?? '') && !/ or /.test(match.groups.verbs ?? '');
  return [{ object, ...by, behaviour: { kind: 'moves', verbs, steps } }];
};

/** "members book a place in a class", "managers approve or reject requests", "members earn and redeem points" */
export const readDoing: Reader = (scan, at) => {
  const bare =
    lower(scan, at) !== 'only' &&
    (classOf(lower(scan, at)) !== undefined || direction(scan, lower(scan, at)) !== undefined) &&
    (at === 0 || scan.memory.actor !== undefined || continues(scan, at));
  const acting = actorAt(scan, at);
  if (acting?.negated || lower(scan, at) === 'only') return undefined;
  const start = acting?.next ?? (bare ? at : undefined);
  if (start === undefined) return undefined;
  const acts = readActs(scan, start);
  const before = continues(scan, at) ? scan.drafts.at(-1)?.actor : undefined;
  const reads =
    acts &&
    readings(
      acts,
      acting?.actor ?? (acting ? undefined : (before ?? scan.memory.actor)),
      acting?.expects === 'base',
    );
  if (!acts || !reads) return undefined;
  return write({ ...acts.match, at }, reads);
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
