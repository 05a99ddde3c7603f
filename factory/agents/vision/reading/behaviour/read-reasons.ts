import { reader, rule, type Read, type Reader } from './clause-match.ts';
import { CAN, DETERMINER, END, NAME_WORD, NUMBER, PARTICIPLE, namesOf, np } from './grammar.ts';
import { leftAsSaid } from './left-as-said.ts';
import { isState } from './state-words.ts';

const optional = (name: string): Pick<Read, 'attributes' | 'constraints'> => ({
  attributes: [name],
  constraints: [{ kind: 'optional', value: name }],
});

const DECIDES =
  '(?:approve|reject|refuse|deny|decline|accept|cancel|close|withdraw|escalate|confirm|suspend|block|dismiss|revoke|reopen|resolve)';
const INPUT = `(?<input>${NAME_WORD}(?: ${NAME_WORD})?)`;

/** What is said with a move, and what crosses a bound. */
export const reasonReaders: readonly Reader[] = [
  /** "a clerk rejects a complaint with a reason": it is known of it from then on */
  reader(
    rule(
      `${np('actor', 1)} (?:${CAN} )?(?<verbs>${DECIDES}s?(?: (?:or|and) ${DECIDES}s?)*) (?:(?<it>it|them)|(?:${DETERMINER})+(?<thing>${NAME_WORD}(?: ${NAME_WORD})?)|${np('thing', 1)}) (?:with|giving|by giving|stating|and (?:gives?|states?|enters?)) (?:an? |the |its )?${INPUT}`,
      END,
    ),
    ({ scan, groups, thing }) => {
      const { input = '', actor = '', verbs = '' } = groups;
      if (!thing) return undefined;
      return [
        {
          object: thing,
          actor: scan.tagger.singular(actor),
          behaviour: {
            kind: 'moves',
            verbs: namesOf(verbs).map((verb) => verb.replace(/s$/, '')),
            steps: false,
          },
        },
        { object: thing, ...optional(scan.tagger.singular(input)) },
      ];
    },
  ),
  /** "a rejected complaint must have a reason": not before */
  reader(
    rule(
      `(?:${DETERMINER})?(?<state>${PARTICIPLE}) ${np('thing', 1)} (?:must|has to|have to|needs? to|shall|should) (?:always )?(?:have|get|be given|carry|state) (?:an? |the )?${INPUT}`,
      END,
    ),
    (match) => {
      const { state = '', input = '' } = match.groups;
      return match.thing && isState(state)
        ? [
            { object: match.thing, ...optional(match.scan.tagger.singular(input)) },
            leftAsSaid(match, 'required-later'),
          ]
        : undefined;
    },
  ),
  /** "if the stock falls below 5, a reorder is created" */
  reader(
    rule(
      `(?:if|when|whenever|once|as soon as) (?:(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD}){0,3}?) (?:falls?|drops?|sinks?|goes?|rises?|climbs?|exceeds?|reach(?:es)?|gets) (?:(?:below|under|above|over|to) )?(?:${NUMBER}|(?:an?|the|its) ${NAME_WORD}(?: ${NAME_WORD})?)(?: ${NAME_WORD})?(?: ,)? (?:(?!unless )[^.;])+`,
      '(?= [.;]|$)',
    ),
    (match) => leftAsSaid(match, 'value-crosses'),
  ),
];
