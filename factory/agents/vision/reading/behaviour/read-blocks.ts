import { OPERATIONAL, verbOf } from '../verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import {
  CANNOT,
  DETERMINER,
  duration,
  durationOf,
  END,
  NAME_WORD,
  namesOf,
  np,
  NUMBER,
  numberOf,
  PARTICIPLE,
  VERB,
} from './grammar.ts';

const TIMES = `(?:(?<count>once|twice|${NUMBER})(?: times?)?|(?<count>${NUMBER}) ${NAME_WORD})`;
const WITHIN = `(?:in|within|per|during|over) (?:the same )?${duration('w')}`;
const BLOCKED =
  '(?:(?:is|are|gets?|will be|must be) (?:blocked|suspended|banned|locked out|locked|excluded|barred|paused|disabled))';
const LASTS = `(?: (?:from (?<from>[a-z]+ing)(?: ${NAME_WORD})?))? for ${duration('l')}(?: (?:from (?<later>[a-z]+ing)(?: ${NAME_WORD})?))?`;
const CLOSED = `(?:${BLOCKED}${LASTS}|${CANNOT} (?<closed>${VERB})(?: (?:${DETERMINER})?${NAME_WORD}| (?:any|again|any more))*? for ${duration('l')})`;
const WHO = `(?:(?:${DETERMINER})?(?:(?<actor>${NAME_WORD}(?: ${NAME_WORD})?) )?(?:who|that|which)|whoever|anyone who|anybody who)`;
const FAILS = "(?:does not|do not|did not|doesn't|don't|fails? to|forgets? to)";

const block = (match: Match, words: string, fails: boolean): Read | undefined => {
  const { scan, groups } = match;
  const [within, lasts, times] = [
    durationOf(groups, 'w'),
    durationOf(groups, 'l'),
    numberOf(groups.count ?? ''),
  ];
  if (!within || !lasts || !times || !Number.isInteger(times)) return undefined;
  const from = [groups.from, groups.later, groups.closed].flatMap((verb) =>
    verb ? [infinitive(scan, verb)] : [],
  );
  return {
    ...(groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {}),
    aside: true,
    behaviour: {
      kind: 'block',
      verb: fails ? words : infinitive(scan, words),
      fails,
      times,
      within,
      lasts,
      from,
    },
  };
};

const AND = '(?: ,)? ';

export const blockReaders: readonly Reader[] = [
  /** "who does not show up twice in a month is blocked for a week" */
  reader(
    rule(
      `${WHO} ${FAILS} (?<verb>${VERB})(?: (?:for |to )?(?:${DETERMINER})?${NAME_WORD})?? ${TIMES} ${WITHIN}${AND}${CLOSED}`,
      END,
    ),
    (match) => block(match, match.groups.verb ?? '', true),
  ),
  /** "a member who misses two classes in a month cannot book for a week", "who cancels three times within a month is blocked for 2 weeks" */
  reader(rule(`${WHO} (?<verb>${VERB}) (?:late )?${TIMES} ${WITHIN}${AND}${CLOSED}`, END), (match) =>
    block(match, match.groups.verb ?? '', false),
  ),
  reader(
    rule(
      `(?:if|when) (?:${DETERMINER})?(?<actor>${NAME_WORD}) ${FAILS} (?<verb>${VERB}) ${TIMES} ${WITHIN} ?(?:, )?(?:they|he|she|it|the ${NAME_WORD}) ${CLOSED}`,
      END,
    ),
    (match) => block(match, match.groups.verb ?? '', true),
  ),
  reader(
    rule(
      `(?:if|when) (?:${DETERMINER})?(?<actor>${NAME_WORD}) (?<verb>${VERB}) ${TIMES} ${WITHIN} ?(?:, )?(?:they|he|she|it|the ${NAME_WORD}) ${CLOSED}`,
      END,
    ),
    (match) => block(match, match.groups.verb ?? '', false),
  ),
  /** "after three missed bookings in a month a member is blocked for a week" */
  reader(
    rule(
      `(?:after|with|upon) (?<count>${NUMBER}) (?<state>no-show|${PARTICIPLE}) (?<counted>${NAME_WORD})(?: ${WITHIN})(?: ,)? ${np('actor')} ${CLOSED}`,
      END,
    ),
    (match) => {
      const { state = '', counted = '' } = match.groups;
      const read = block(match, state, false);
      return read && { ...read, object: match.scan.tagger.singular(counted) };
    },
  ),
  reader(
    rule(`(?:after|with|upon) (?<count>${NUMBER}) no-shows? ${WITHIN}(?: ,)? ${np('actor')} ${CLOSED}`, END),
    (match) => block(match, 'show', true),
  ),
];

const CHOSEN = `(?<verbs>${VERB}(?:(?: ,(?: and| or)?| and| or) ${VERB}){0,3}?)`;
const ROLES = `(?<roles>(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?(?: (?:and|or) (?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?)?)`;
const THING = `(?:(?:${DETERMINER})*(?<own>own )?(?<thing>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)|(?<it>it|them|these|those))`;

const objectOf = ({ scan, groups, thing }: Match): string | undefined =>
  groups.it ? scan.memory.thing : thing;

export const permissionReaders: readonly Reader[] = [
  /** "only the author can edit a note": the actor of the thing itself */
  reader(
    rule(
      `only (?:the |its |their )?(?:(?<actor>owner|author|creator|requester|holder)|person who [a-z]+ (?:it|them)|one who [a-z]+ it) (?:can|may|is allowed to) ${CHOSEN} ${THING}`,
      END,
    ),
    (match) => {
      const object = objectOf(match);
      const verbs = namesOf(match.groups.verbs ?? '');
      return object
        ? {
            object,
            ...(match.groups.actor ? { actor: match.groups.actor } : {}),
            behaviour: { kind: 'own' as const, verbs },
          }
        : undefined;
    },
  ),
  /** "members can only cancel their own bookings" */
  reader(
    rule(
      `${np('actor')} (?:can |may |must )?(?:only )?${CHOSEN} (?:only )?(?:their|his|her|its|his or her) own (?<thing>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)`,
      END,
    ),
    ({ scan, groups, thing }) =>
      thing
        ? {
            object: thing,
            actor: scan.tagger.singular(groups.actor ?? ''),
            behaviour: { kind: 'own', verbs: namesOf(groups.verbs ?? '') },
          }
        : undefined,
  ),
  /** "only managers may approve requests" */
  reader(
    rule(
      `only ${ROLES} (?:can|may|are allowed to|is allowed to|should be able to|must) ${CHOSEN} ${THING}`,
      END,
    ),
    (match) => {
      const object = objectOf(match);
      const roles = namesOf(match.groups.roles ?? '').map(match.scan.tagger.singular);
      const verbs = namesOf(match.groups.verbs ?? '');
      if (!object) return undefined;
      const operations = verbs.filter((verb) => OPERATIONAL.has(verbOf(verb)?.class ?? 'build'));
      return [
        ...operations.map((verb) => ({ object, actor: roles[0], verb, class: verbOf(verb)?.class })),
        { object, behaviour: { kind: 'permission' as const, verbs, roles } },
      ];
    },
  ),
  /** "requests may only be approved by managers" */
  reader(
    rule(
      `(?:(?<it>it|they|these)|${np('thing')}) (?:can|may|must) (?:only )?be (?<verbs>${PARTICIPLE}(?:(?: ,)?(?: and| or) ${PARTICIPLE})*) only by ${ROLES}`,
      END,
    ),
    (match) => passivePermission(match),
  ),
  reader(
    rule(
      `(?:(?<it>it|they|these)|${np('thing')}) (?:can|may|must) only be (?<verbs>${PARTICIPLE}(?:(?: ,)?(?: and| or) ${PARTICIPLE})*) by ${ROLES}`,
      END,
    ),
    (match) => passivePermission(match),
  ),
];

function passivePermission(match: Match): Read | undefined {
  const object = objectOf(match);
  const verbs = namesOf(match.groups.verbs ?? '').map((verb) => infinitive(match.scan, verb));
  const roles = namesOf(match.groups.roles ?? '').map(match.scan.tagger.singular);
  return object ? { object, behaviour: { kind: 'permission', verbs, roles } } : undefined;
}
