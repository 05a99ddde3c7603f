import { NUMBER, CAN, END, NAME_WORD, PARTICIPLE, np } from './grammar.ts';
import { reader, rule, type Match, type Read, type Reader } from './clause-match.ts';

const asSaid = ({ scan, at, next }: Match): string =>
  scan.words
    .slice(at, next)
    .map(({ text }) => text)
    .join(' ');

const left = (match: Match, kind: string): Read => ({ constraints: [{ kind, value: asSaid(match) }] });

const VALUES =
  '(?:above|over|below|under|beyond|exceeding|(?:of |worth |for |with )?(?:more|less|fewer|higher|lower|larger|greater) than|of at least|from)';

/** Permissions that hang on more than the role and the operation. */
export const conditionalPermissionReaders: readonly Reader[] = [
  /** "claims above 5000 must be approved by a supervisor" */
  reader(
    rule(
      `${np('thing')} ${VALUES} ${NUMBER}(?: ${NAME_WORD})? (?:must|has to|have to|needs? to|may only|can only|shall|should) (?:only )?be (?<verb>${PARTICIPLE}) (?:only )?by ${np('actor')}(?: only)?`,
      END,
    ),
    (match) => left(match, 'permission-value'),
  ),
  /** "claims above 5000 need the approval of a supervisor" */
  reader(
    rule(
      `${np('thing')} ${VALUES} ${NUMBER}(?: ${NAME_WORD})? (?:needs?|requires?) (?:an? |the )?${NAME_WORD} (?:of|by|from) ${np('actor')}`,
      END,
    ),
    (match) => left(match, 'permission-value'),
  ),
  /** "managers can see all expenses, employees only their own" */
  reader(
    rule(
      `${np('actor', 1)} (?:${CAN} )?(?<verb>[a-z]+) (?:all|every|any)(?: (?:of )?(?:the )?${np('thing', 1)})?(?: ,)?(?: and| but| while| whereas)? ${np('other', 1)} (?:${CAN} )?(?:only )?(?:[a-z]+ )?(?:only )?(?:their|his|her|its|his or her) own(?: ${NAME_WORD}(?: ${NAME_WORD})?)?`,
      END,
    ),
    (match) => left(match, 'permission-partly'),
  ),
];
