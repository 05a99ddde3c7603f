import { OPERATIONAL, verbOf } from '../verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { isState, isStateVerb } from './state-words.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE, VERB, namesOf, np } from './grammar.ts';

export const CHOSEN = `(?<verbs>${VERB}(?:(?: ,(?: and| or)?| and| or) ${VERB}){0,3}?)`;

export const ROLES = `(?<roles>(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?(?: (?:and|or) (?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?)?)`;

export const THING = `(?:(?:${DETERMINER})*(?<own>own )?(?<thing>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)|(?<it>it|them|these|those))`;

export const objectOf = ({ scan, groups, thing }: Match): string | undefined =>
  groups.it ? scan.memory.thing : thing;

const NAME_OF_ACTOR = `(?<actor>${NAME_WORD}(?: ${NAME_WORD})?)`;

/** "only", or in words for those who are left. */
export const ONLY = '(?:only|(?:nobody|no one|no-one|none) (?:but|except(?: for)?|other than|besides))';
const MAY =
  '(?:can|may|is allowed to|are allowed to|should be able to|is permitted to|are permitted to|has the right to|have the right to|must|should|shall)';

const operationsOf = (object: string, verbs: readonly string[], actor: string | undefined): Read[] =>
  verbs
    .filter((verb) => OPERATIONAL.has(verbOf(verb)?.class ?? 'build'))
    .map((verb) => ({ object, actor, verb, class: verbOf(verb)?.class }));

export const permissionOf = (
  { scan, groups }: Match,
  object: string | undefined,
  verbs: readonly string[],
): Read[] | undefined => {
  const roles = namesOf(groups.roles ?? '').map(scan.tagger.singular);
  return object
    ? [
        ...operationsOf(object, verbs, roles[0]),
        { object, behaviour: { kind: 'permission', verbs: [...verbs], roles } },
      ]
    : undefined;
};

/** Words behind which a thing is told by how much it is. */
const VALUED = /\b(?:above|below|under|exceeding)\b/;

const DONE = '(?:be )?(?:done|carried out|performed|reserved|restricted|limited|allowed|up|left|permitted)';

export const permissionReaders: readonly Reader[] = [
  /** "only the author can edit a note": the actor of the thing itself */
  reader(
    rule(
      `${ONLY} (?:the |its |their )?(?:(?<actor>owner|author|creator|requester|holder)|person who [a-z]+ (?:it|them)|one who [a-z]+ it) ${MAY} ${CHOSEN} ${THING}`,
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
  /** "bookings can be cancelled by the employee who made them", "a task can be completed by its user" */
  reader(
    rule(
      `(?:(?<it>it|they|these)|${np('thing')}) (?:can|may|must) (?:only )?be (?<verbs>${PARTICIPLE}(?:(?: ,)?(?: and| or) ${PARTICIPLE})*) (?:only )?by (?:the (?:person|one|user|${NAME_OF_ACTOR}) who (?:has |had )?(?:first |originally )?[a-z]+ (?:up )?(?:it|them|that one|the same)|(?:its|their) (?:own )?(?<whose>${NAME_WORD}))(?: only)?`,
      END,
    ),
    (match) => {
      const object = objectOf(match);
      const verbs = namesOf(match.groups.verbs ?? '').map((verb) => infinitive(match.scan, verb));
      const actor = match.groups.actor ?? match.groups.whose;
      return object
        ? {
            object,
            ...(actor ? { actor: match.scan.tagger.singular(actor) } : {}),
            behaviour: { kind: 'own', verbs },
            constraints: [{ kind: 'who-made', value: actor ?? 'owner' }],
          }
        : undefined;
    },
  ),
  /** "members can only cancel their own bookings" */
  reader(
    rule(
      `${np('actor')} (?:can |may |must )?(?:only )?${CHOSEN} (?:only )?(?:their|his|her|its|his or her) own (?<thing>(?!only)${NAME_WORD}(?: (?!only)${NAME_WORD}){0,2}?)(?: only)?`,
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
  /** "As a driver I want to start and finish my trips" */
  reader(
    rule(
      `as an? (?<actor>${NAME_WORD}(?: ${NAME_WORD})?)(?: ,)? (?:i|we) (?:(?:want|need|wish|would like|have|should be able|must be able|am able|am allowed) to(?: be able to)?|can|may|must) ${CHOSEN} (?:my|our) (?:own )?(?<thing>${NAME_WORD}(?: ${NAME_WORD}){0,1}?)`,
      END,
    ),
    ({ groups, thing }) => {
      const verbs = namesOf(groups.verbs ?? '');
      return thing && verbs.every((verb) => isStateVerb(verb))
        ? {
            object: thing,
            ...(groups.actor ? { actor: groups.actor } : {}),
            behaviour: { kind: 'own', verbs },
          }
        : undefined;
    },
  ),
  /** "only managers may approve requests", "nobody but a warden may open a gate" */
  reader(rule(`${ONLY} ${ROLES} ${MAY} ${CHOSEN} ${THING}`, END), (match) =>
    permissionOf(match, objectOf(match), namesOf(match.groups.verbs ?? '')),
  ),
  /** "closing a case must be done by a supervisor", "deleting cases is reserved for supervisors" */
  reader(
    rule(
      `(?<verbs>[a-z]+ing)(?: (?:or|and) [a-z]+ing)? ${THING} (?:must|has to|have to|may|can|should|shall|is|are) (?:only |always )?${DONE} (?:only )?(?:by|for|to) ${ROLES}(?: only)?`,
      END,
    ),
    (match) =>
      permissionOf(
        match,
        objectOf(match),
        /^[a-z]+ing (?:(?:or|and) [a-z]+ing )?/
          .exec(match.text)?.[0]
          .trim()
          .split(/ (?:or|and) /)
          .map((verb) => infinitive(match.scan, verb)) ?? [],
      ),
  ),
  /** "a plan must be approved by a supervisor" */
  reader(
    rule(
      `(?:(?<it>it|they|these)|${np('thing')}) (?:must|has to|have to|shall|needs? to) (?:always |first )?be (?<verbs>${PARTICIPLE}(?: or ${PARTICIPLE})?) by ${ROLES}`,
      `${END}(?! or )`,
    ),
    (match) => {
      const verbs = namesOf(match.groups.verbs ?? '');
      return verbs.every(isState) && !VALUED.test(match.groups.thing ?? '')
        ? passivePermission(match)
        : undefined;
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
  /** "published articles can be withdrawn by editors only": and from that state */
  reader(
    rule(
      `(?:(?<it>it|they|these)|(?:${DETERMINER})?(?:(?<state>${PARTICIPLE}) )?${np('thing', 2)}) (?:can|may|must) be (?<verbs>${PARTICIPLE}(?:(?: ,)?(?: and| or) ${PARTICIPLE})*) by ${ROLES} (?:only|alone|exclusively)`,
      END,
    ),
    (match) => {
      const read = passivePermission(match);
      const { state } = match.groups;
      if (!read || state === undefined || !isState(state)) return read;
      const verbs = namesOf(match.groups.verbs ?? '').map((verb) => infinitive(match.scan, verb));
      const gate = { kind: 'gate' as const, verbs, state, allowed: true };
      return [{ object: read.object, behaviour: gate }, read];
    },
  ),
];

const passivePermission = (match: Match): Read | undefined => {
  const object = objectOf(match);
  const verbs = namesOf(match.groups.verbs ?? '').map((verb) => infinitive(match.scan, verb));
  const roles = namesOf(match.groups.roles ?? '').map(match.scan.tagger.singular);
  return object ? { object, behaviour: { kind: 'permission', verbs, roles } } : undefined;
};
