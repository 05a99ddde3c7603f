import { verbOf } from '../verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE } from './grammar.ts';
import { leftAsSaid } from './left-as-said.ts';
import { isState } from './state-words.ts';

const INPUT = `(?:an? |the )(?<input>${NAME_WORD}(?: ${NAME_WORD})?)`;
const THING = `(?:(?<it>it|one|them)|(?:${DETERMINER})*(?<thing>${NAME_WORD}(?: ${NAME_WORD})?))`;
const NEEDED = '(?:needed|required|mandatory|necessary|obligatory)';
const GIVEN = `(?:be )?(?:given|stated|entered|recorded|provided|added|noted|supplied|${NEEDED})`;
const MUST = '(?:must|has to|have to|needs? to|shall|should)';

/** What somebody decides rather than writes down. */
const DECISION =
  /^(?:approval|consent|permission|confirmation|agreement|login|supervision|authori[sz]ation|sign-?off)/;

/** The input is known of the thing from then on; that it must be given with the step cannot be planned. */
const requiredLater = (match: Match, verb: string): Read[] | undefined => {
  const { scan, thing, groups } = match;
  const { input = '' } = groups;
  const leads = isState(verb) && verbOf(verb.split(' ')[0] ?? '')?.class !== 'build';
  if (!thing || !leads || DECISION.test(input)) return undefined;
  const name = scan.tagger.singular(input);
  return [
    { object: thing, attributes: [name], constraints: [{ kind: 'optional', value: name }] },
    leftAsSaid(match, 'required-later'),
  ];
};

const bySomeVerb = (match: Match): Read[] | undefined =>
  requiredLater(match, infinitive(match.scan, match.groups.verb ?? ''));

/** What must be given when a thing goes to a state, and not before. */
export const requiredLaterReaders: readonly Reader[] = [
  /** "rejecting (a plea) requires a reason" */
  reader(rule(`(?<verb>[a-z]+ing)(?: ${THING})? (?:always )?(?:requires?|needs?) ${INPUT}`, END), bySomeVerb),
  /** "when a plea is rejected, a reason must be given" */
  reader(
    rule(
      `(?:if|when|whenever|once|as soon as) ${THING} (?:is|are|was|were|gets?|has been|have been) (?<verb>${PARTICIPLE})(?: ,)? ${INPUT} (?:${MUST} ${GIVEN}|is ${NEEDED})`,
      END,
    ),
    bySomeVerb,
  ),
  /** "a reason is required to reject a plea", "a reason is needed for rejecting pleas" */
  reader(
    rule(`${INPUT} (?:is|${MUST} be) ${GIVEN} (?:to|when|for|before) (?<verb>[a-z]+) ${THING}`, END),
    bySomeVerb,
  ),
  /** "a plea can only be rejected with a reason" */
  reader(
    rule(
      `${THING} (?:(?:can|may|must) only be (?<verb>${PARTICIPLE})|(?:can|may) be (?<verb>${PARTICIPLE}) only) (?:with|by giving|by stating) ${INPUT}`,
      END,
    ),
    bySomeVerb,
  ),
  /** "whoever dismisses a plea must give a reason" */
  reader(
    rule(
      `(?:whoever|who|anyone who|everyone who|those who|the one who) (?<verb>[a-z]+?)(?:es|s)? ${THING} ${MUST} (?:give|state|provide|enter|add|supply|record) ${INPUT}`,
      END,
    ),
    bySomeVerb,
  ),
];
