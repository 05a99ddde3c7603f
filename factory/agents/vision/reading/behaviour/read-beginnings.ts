import { infinitive, matchAt, reader, rule, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE, SUBJECT, np } from './grammar.ts';
import { RELATES_TO } from './doing-verbs.ts';
import { STATE_NOUN } from './state-noun.ts';
import { use } from '../scan.ts';

const BEGINS = `(?:(?:always |initially |first )?(?:starts?|begins?)(?: out| off)?|(?:is|are|gets?) (?:always |initially |first )?(?:created|added|registered|entered|recorded|opened|made|set up|put in|started))`;

/** "the date is recorded": when a state was entered is always known. */
const WHEN = rule(
  `(?:the |its )(?:exact )?(?:date|time|moment|day|timestamp|date and time)(?: of (?:this|that|it))? (?:is|gets) (?:also )?(?:recorded|stored|kept|noted|logged|saved|set|remembered)(?: automatically)?`,
  END,
);

export const beginningReaders: readonly Reader[] = [
  /** "a kite starts as new", "a case is registered as reported", "begins in the state planned" */
  reader(
    rule(
      SUBJECT,
      `${BEGINS} (?:as|in|with) (?:(?:an?|the) )?(?:${STATE_NOUN} )?(?<state>${PARTICIPLE}|${NAME_WORD})(?: ${STATE_NOUN})?`,
      END,
    ),
    ({ groups, thing, text }) => {
      const { state } = groups;
      const told = / as /.test(text) || new RegExp(` ${STATE_NOUN}\\b`).test(text);
      return thing && state && told ? { object: thing, behaviour: { kind: 'initial', state } } : undefined;
    },
  ),
  (scan, at) => {
    const match = matchAt(scan, at, WHEN);
    const last = scan.drafts.at(-1);
    if (!match || last?.behaviour?.kind !== 'moves') return undefined;
    use(scan, at, match.next);
    last.constraints.push({ kind: 'as-said', value: match.text });
    return match.next;
  },
  /** "users vote", "a parking ends when the driver leaves" */
  reader(rule(`${np('actor', 1)} (?:can |may )?(?<verb>[a-z]+)(?= [.;!]|$)`), ({ scan, groups }) => {
    const verb = groups.verb ?? '';
    return RELATES_TO.test(verb)
      ? {
          object: verb,
          verb,
          aside: true,
          actor: scan.tagger.singular(groups.actor ?? ''),
          behaviour: { kind: 'doing', verb },
        }
      : undefined;
  }),
  reader(
    rule(
      SUBJECT,
      `(?<verb>ends|stops|finishes|closes) (?:when|once|as soon as) (?:the|its|their) ${np('actor', 1)} (?:has )?[a-z]+`,
      END,
    ),
    ({ scan, groups, thing }) =>
      thing
        ? {
            object: thing,
            actor: scan.tagger.singular(groups.actor ?? ''),
            behaviour: {
              kind: 'moves',
              verbs: [(groups.verb ?? '').replace(/(?<=h)es$|s$/, '')],
              steps: false,
            },
          }
        : undefined,
  ),
  /** "drivers park in a car park", of a text that speaks of parkings: each is kept */
  reader(
    rule(
      `${np('actor', 1)} (?:can |may )?(?<verb>[a-z]{3,}) (?:in|at|on|for|with) (?:${DETERMINER})?${np('object', 2)}`,
      END,
    ),
    ({ scan, groups }) => {
      const word = groups.verb ?? '';
      const verb = [word, word.replace(/s$/, '')].find((each) => {
        const noun = `${each.replace(/e$/, '')}ing`;
        return scan.memory.said?.has(noun) === true && infinitive(scan, noun) === each;
      });
      return verb === undefined
        ? undefined
        : {
            object: verb,
            verb,
            aside: true,
            actor: scan.tagger.singular(groups.actor ?? ''),
            behaviour: { kind: 'doing', verb, object: scan.tagger.singular(groups.object ?? '') },
          };
    },
  ),
];
