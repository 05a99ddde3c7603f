import { readActor, type Acting } from '../actor.ts';
import { NO_THING } from '../containers.ts';
import { lower, type Scan } from '../scan.ts';
import { verbOf, type VerbClass } from '../verbs.ts';
import { infinitive, matchAt, rule, write, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, namesOf, np, VERB } from './grammar.ts';

const IN = 'earn|collect|deposit|receive|credit|top up|load|gain|accrue|charge|refill|put in|pay in|add';
const OUT =
  'redeem|spend|withdraw|debit|use|use up|pay|consume|burn|cash out|cash in|exchange|take out|pay out|deduct|lose';
const STRONG =
  /^(?:earn|deposit|credit|top up|accrue|refill|gain|redeem|spend|withdraw|debit|cash out|cash in|use up|deduct)$/;

/** Where an amount goes; verbs that mean other things, too, only in a text that speaks of amounts. */
const direction = ({ memory }: Scan, verb: string): 'in' | 'out' | undefined => {
  if (memory.amounts !== true && !STRONG.test(verb)) return undefined;
  return new RegExp(`^(?:${IN})$`).test(verb)
    ? 'in'
    : new RegExp(`^(?:${OUT})$`).test(verb)
      ? 'out'
      : undefined;
};

/** Doings of which a record is kept: who did it, with what. */
const RELATES =
  /^(?:book|reserve|borrow|rent|hire|lease|lend|loan|order|check out|join|attend|donate|pledge)$/;
/** They do so with a preposition only: "enrol in courses"; "register visitors" is something else. */
const RELATES_TO = /^(?:enrol|enroll|register|subscribe|apply|vote|bid|sign up|volunteer)$/;
/** Verbs that lead a thing on, besides those of the dictionary. */
const MOVES =
  /^(?:claim|take over|take|deliver|dispatch|resolve|grade|answer|verify|fulfil|fulfill|repair|prepare|clean|mark|launch|retire|assess|certify|settle|clear|pick up|hand over|hand in|check in|check out|pack|mount|triage|acknowledge|endorse|ratify|sign off|cook|serve)$/;
const NOTHING = new Set<VerbClass>([
  'notification',
  'calculation',
  'integration',
  'build',
  'permission',
  'validation',
]);
const CONCERN = new Set<VerbClass>([
  'add',
  'log',
  'record',
  'track',
  'maintain',
  'change',
  'remove',
  'view',
  'find',
  'export',
]);
const OPINION =
  /^(?:rate|review|comment|follow|share|like|react|use|have|want|need|work|see|look|place|know|get|go|come|live|log|sign in|log in)$/;

const VERBS = rule(
  `(?<verbs>${VERB}(?:(?: ,)?(?: and(?: then)?| or| then|,) ${VERB}){0,3}?) (?:(?<prep>for|to|in|on|at|into) )?(?:(?<it>it|them)|(?:(?:their|his|her|its) )?${np('object')})(?: (?:in|on|for|at|into|to|of) ${np('place')})?(?: (?<how>from|with|by) (?<determiner>the |our |this )?${np('other')})?`,
  END,
);

const KNOWN = [
  ...RELATES.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
  ...RELATES_TO.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
  ...STRONG.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
  ...MOVES.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
]
  .map(([verb]) => verb)
  .join('|');
/** Verbs of amounts, in a text that speaks of them. */
const AMOUNTS = rule(`${np('actor', 2)} (?:can |may |must |should |will )?(?=(?:${IN}|${OUT}) )`);

/** "students enrol in …": verbs that a tagger takes for nouns. */
const ACTOR = rule(`${np('actor', 2)} (?:can |may |must |should |will )?(?=(?:${KNOWN})s? )`);

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

const classOf = (verb: string): VerbClass | undefined => verbOf(verb.split(' ')[0] ?? '')?.class;

const relates = (verb: string, { groups }: Match): boolean =>
  RELATES.test(verb) || (RELATES_TO.test(verb) && groups.prep !== undefined);

/** After "can" and "want to" stands a verb, whatever it is. */
const isUnknown = (verb: string): boolean => classOf(verb) === undefined && !OPINION.test(verb);

const isWork = (verb: string, match: Match): boolean => {
  if (direction(match.scan, verb) || relates(verb, match)) return true;
  if (MOVES.test(verb)) return true;
  const found = classOf(verb);
  if (found === undefined || OPINION.test(verb)) return false;
  return verb === 'send' || (!NOTHING.has(found) && !CONCERN.has(found));
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

/** Whether somebody does something from here on. */
export const startsDoing = (scan: Scan, at: number): boolean =>
  matchAt(scan, at, ACTOR) !== undefined ||
  (scan.memory.amounts === true && matchAt(scan, at, AMOUNTS) !== undefined);

/** "members collect points and use them": the same people go on. */
const continues = (scan: Scan, at: number): boolean =>
  /^(?:and|or|then|later)$/.test(lower(scan, at - 1)) && scan.drafts.at(-1)?.behaviour !== undefined;

const actorAt = (scan: Scan, at: number): (Partial<Acting> & { next: number }) | undefined => {
  const known =
    matchAt(scan, at, ACTOR) ?? (scan.memory.amounts === true ? matchAt(scan, at, AMOUNTS) : undefined);
  if (known?.groups.actor && lower(scan, at) !== 'only')
    return { actor: scan.tagger.singular(known.groups.actor), next: known.next };
  return readActor(scan, at);
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
