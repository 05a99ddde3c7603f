import { NUMBER, CAN, CANNOT, END, NAME_WORD, PARTICIPLE, VERB, np } from './grammar.ts';
import { leftAsSaid } from './left-as-said.ts';
import { ONLY, ROLES } from './read-permissions.ts';
import { reader, rule, type Reader } from './clause-match.ts';

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
    (match) => leftAsSaid(match, 'permission-value'),
  ),
  /** "claims above 5000 need the approval of a supervisor" */
  reader(
    rule(
      `${np('thing')} ${VALUES} ${NUMBER}(?: ${NAME_WORD})? (?:needs?|requires?) (?:an? |the )?${NAME_WORD} (?:of|by|from) ${np('actor')}`,
      END,
    ),
    (match) => leftAsSaid(match, 'permission-value'),
  ),
  /** "only a supervisor may approve claims above 5000", "clerks may approve claims up to 5000" */
  reader(
    rule(
      `(?:${ONLY} )?${ROLES} (?:can|may|must|should|shall) (?:only )?(?<verb>${VERB}) ${np('thing', 1)} (?:${VALUES}|up to|of up to|below|under) ${NUMBER}(?: ${NAME_WORD})?`,
      END,
    ),
    (match) => leftAsSaid(match, 'permission-value'),
  ),
  /** "if the amount is more than 5000, a supervisor must approve the claim" */
  reader(
    rule(
      `(?:if|when|where|once) ${np('attribute')} (?:is|are|exceeds?) (?:${VALUES} )?${NUMBER}(?: ${NAME_WORD})?(?: ,)? (?:${ROLES} (?:must|has to|have to|needs? to|shall|should) (?<verb>${VERB}) (?:it|them|${np('thing', 1)})|(?:it|they|${np('thing', 1)}) (?:must|has to|have to|needs? to|shall|should) be (?<verb>${PARTICIPLE}) by ${ROLES})`,
      END,
    ),
    (match) => leftAsSaid(match, 'permission-value'),
  ),
  /** "the total must not exceed 10000 unless approved by a director" */
  reader(
    rule(
      `${np('attribute')} (?:${CANNOT} )(?:exceed|be ${VALUES}) ${NUMBER}(?: ${NAME_WORD})?(?: ,)? unless (?:(?:it|they) (?:is|are|was|were|has been|have been) )?(?<verb>${PARTICIPLE}) by ${ROLES}`,
      END,
    ),
    (match) => leftAsSaid(match, 'permission-value'),
  ),
  /** "members with a licence may reserve boats", "guests without a deposit cannot book a hut" */
  reader(
    rule(
      `(?:${ONLY} )?${np('actor', 1)} (?:with|without|who (?:has|have|own|owns|hold|holds)) (?:an? |the |their |valid )*${NAME_WORD}(?: ${NAME_WORD})? (?:${CANNOT}|${CAN}) (?<verb>${VERB}) ${np('thing', 1)}`,
      END,
    ),
    (match) => leftAsSaid(match, 'permission-holder'),
  ),
  /** "managers can see all expenses, employees only their own" */
  reader(
    rule(
      `${np('actor', 1)} (?:${CAN} )?(?<verb>[a-z]+) (?:all|every|any)(?: (?:of )?(?:the )?${np('thing', 1)})?(?: ,)?(?: and| but| while| whereas)? ${np('other', 1)} (?:${CAN} )?(?:only )?(?:[a-z]+ )?(?:only )?(?:their|his|her|its|his or her) own(?: ${NAME_WORD}(?: ${NAME_WORD})?)?`,
      END,
    ),
    (match) => leftAsSaid(match, 'permission-partly'),
  ),
];
