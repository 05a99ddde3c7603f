import { OPERATIONAL, verbOf } from '../verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE, VERB, namesOf, np } from './grammar.ts';

export const CHOSEN = `(?<verbs>${VERB}(?:(?: ,(?: and| or)?| and| or) ${VERB}){0,3}?)`;

export const ROLES = `(?<roles>(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?(?: (?:and|or) (?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?)?)`;

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

const passivePermission = (match: Match): Read | undefined => {
  const object = objectOf(match);
  const verbs = namesOf(match.groups.verbs ?? '').map((verb) => infinitive(match.scan, verb));
  const roles = namesOf(match.groups.roles ?? '').map(match.scan.tagger.singular);
  return object ? { object, behaviour: { kind: 'permission', verbs, roles } } : undefined;
};
