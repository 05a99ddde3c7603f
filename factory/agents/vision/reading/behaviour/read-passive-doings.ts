import { infinitive, reader, rule, type Reader } from './clause-match.ts';
import { RELATES } from './doing-verbs.ts';
import { CAN, END, NAME_WORD, np, PARTICIPLE } from './grammar.ts';
import { nominalOf } from './nominal.ts';

const PERIOD =
  '(?:a |any |some |one |several )?(?:certain |given )?(?:period|time span|time slot|interval|time frame)(?: of time)?';
const MADE = '(?:made|arranged|scheduled|taken|placed|created|booked|planned|agreed|set up|fixed)';
const FOR = `(?:for|with|at|on) (?:an? |one |the )?${NAME_WORD}(?: ${NAME_WORD})?`;

const namesIn = (text: string): string[] =>
  text.split(/(?:^| )(?:for|with|at|on) (?:an? |one |the )?/).filter((name) => name !== '');

export const passiveDoingReaders: readonly Reader[] = [
  /** "rooms can be reserved for a period": a record of its own, where the text says for when or speaks of such records */
  reader(
    rule(
      `${np('thing')} ${CAN} be (?<verb>${PARTICIPLE})(?: by ${np('actor')})?(?: (?<period>for ${PERIOD}))?(?: by ${np('actor')})?`,
      END,
    ),
    ({ scan, groups, thing }) => {
      const verb = infinitive(scan, groups.verb ?? '');
      const noun = nominalOf(verb, []);
      const spoken = [noun, scan.tagger.plural(noun)].some((word) => scan.memory.said?.has(word) === true);
      if (!thing || !RELATES.test(verb) || !(groups.period ?? spoken)) return undefined;
      return {
        object: verb,
        verb,
        aside: true,
        ...(groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {}),
        ...(groups.period
          ? {
              attributes: ['starts at', 'ends at'],
              constraints: ['starts at', 'ends at'].map((name) => ({
                kind: 'nature',
                value: `${name}: instant`,
              })),
            }
          : {}),
        behaviour: { kind: 'doing', verb, object: thing },
      };
    },
  ),
  /** "appointments are made for a pet at a time": what is known of each */
  reader(
    rule(`${np('thing', 1)} (?:is|are) (?<made>${MADE}) (?<rest>${FOR}(?: ${FOR}){0,3})`, END),
    ({ groups, thing }) => {
      const attributes = namesIn(groups.rest ?? '');
      return thing && attributes.length > 0
        ? {
            object: thing,
            verb: 'create',
            class: 'add',
            attributes,
            constraints: [{ kind: 'created-as', value: groups.made ?? '' }],
          }
        : undefined;
    },
  ),
];
