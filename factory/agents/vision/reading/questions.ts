import { nounPhrase, pauses } from './noun-phrase.ts';
import { draft, lower, use, type Scan } from './scan.ts';
import type { Verb } from './verbs.ts';

/** What a question word asks for, as an attribute: "who did what and when". */
export const ASKED: ReadonlyMap<string, string> = new Map([
  ['who', 'actor'],
  ['what', 'action'],
  ['when', 'occurred at'],
  ['where', 'place'],
  ['why', 'reason'],
]);

/** "record who entered which room and when": the record of an event, one attribute per question. */
export const readQuestions = (scan: Scan, at: number, from: number, verb: Verb): number | undefined => {
  if (!ASKED.has(lower(scan, from)) && lower(scan, from) !== 'which') return undefined;
  const attributes: string[] = [];
  const doing: string[] = [];
  let next = from;
  while (next < scan.words.length && !/[.;]/.test(next > from ? (scan.words[next - 1]?.close ?? '') : '')) {
    const word = lower(scan, next);
    const asked = ASKED.get(word);
    const which = word === 'which' ? nounPhrase(scan.words, next + 1, 'subject') : undefined;
    const ends = which !== undefined && !pauses(scan.words[which.to - 1]);
    if (asked) attributes.push(asked);
    else if (which) attributes.push(scan.tagger.singular(which.name));
    else doing.push(word);
    next = which && (ends || which.to > next) ? which.to : next + 1;
  }
  use(scan, at, next);
  draft(scan, at, {
    verb: verb.lemma,
    class: verb.class,
    object: 'event',
    attributes,
    constraints: [
      { kind: 'nature', value: 'occurred at: instant' },
      { kind: 'doing', value: doing.join(' ') },
    ],
    to: next,
  });
  scan.memory.thing = 'event';
  return next;
};
