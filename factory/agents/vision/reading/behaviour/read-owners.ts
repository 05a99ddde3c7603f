import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, np, VERB, namesOf } from './grammar.ts';

const ONLY_THE = '(?:only|(?:nobody|no one|none) (?:but|except|other than)) the ';
const MAY = '(?:can|may|must|should|is allowed to)';
const CHOSEN = `(?<verbs>${VERB}(?:(?: ,)?(?: and| or) ${VERB}){0,3}?)`;
const BROUGHT_IN =
  /^(?:create|make|write|add|submit|report|place|open|book|reserve|order|file|post|enter|record|register|upload|start|raise|request)$/;

/** Whose right it is, by how they stand to the thing. */
const owned = ({ groups, thing }: Match, actor: string | undefined): Read | undefined =>
  thing
    ? {
        object: thing,
        ...(actor ? { actor } : {}),
        behaviour: { kind: 'own' as const, verbs: namesOf(groups.verbs ?? '') },
      }
    : undefined;

export const ownerReaders: readonly Reader[] = [
  /** "only the owner of a drill can delete it" */
  reader(
    rule(
      `${ONLY_THE}(?<actor>${NAME_WORD}(?: ${NAME_WORD})?) of ${np('thing', 2)} ${MAY} ${CHOSEN} (?:it|them|(?:${DETERMINER})\\k<thing>)`,
      END,
    ),
    (match) => owned(match, match.groups.actor),
  ),
  /** "only the keeper who created a chore can delete it": whoever put it in */
  reader(
    rule(
      `${ONLY_THE}(?:person|one|user|(?<actor>${NAME_WORD}(?: ${NAME_WORD})?)) who (?:has |had )?(?:first |originally )?(?<did>[a-z]+) ${np('thing', 2)} ${MAY} ${CHOSEN} (?:it|them)`,
      END,
    ),
    (match) => {
      const did = infinitive(match.scan, match.groups.did ?? '');
      const { actor } = match.groups;
      const read = BROUGHT_IN.test(did) ? owned(match, actor) : undefined;
      return read && { ...read, constraints: [{ kind: 'who-made', value: actor ?? 'owner' }] };
    },
  ),
];
