import { nounPhrase } from './noun-phrase.ts';
import { closing, draft, lower, use, type Scan } from './scan.ts';
import type { Verb } from './verbs.ts';

/** What a question word asks for, as an attribute: "who did what and when". */
export const ASKED: ReadonlyMap<string, string> = new Map([
  ['who', 'actor'],
  ['what', 'action'],
  ['when', 'occurred at'],
  ['where', 'place'],
  ['why', 'reason'],
]);

type Answer = { attribute?: string; doing?: string; next: number };

const readWord = (scan: Scan, at: number): Answer => {
  const word = lower(scan, at);
  const attribute = ASKED.get(word);
  if (attribute) return { attribute, next: at + 1 };
  const which = word === 'which' ? nounPhrase(scan.words, at + 1, 'subject') : undefined;
  return which
    ? { attribute: scan.tagger.singular(which.name), next: which.to }
    : { doing: word, next: at + 1 };
};

/** "record who entered which room and when": the record of an event, one attribute per question. */
export const readQuestions = (scan: Scan, at: number, from: number, verb: Verb): number | undefined => {
  if (!ASKED.has(lower(scan, from)) && lower(scan, from) !== 'which') return undefined;
  const answers: Answer[] = [];
  let next = from;
  while (next < scan.words.length && (next === from || !/[.;]/.test(closing(scan, next - 1)))) {
    const answer = readWord(scan, next);
    answers.push(answer);
    next = answer.next;
  }
  use(scan, at, next);
  draft(scan, at, {
    verb: verb.lemma,
    class: verb.class,
    object: 'event',
    attributes: answers.flatMap(({ attribute }) => attribute ?? []),
    constraints: [
      { kind: 'nature', value: 'occurred at: instant' },
      { kind: 'doing', value: answers.flatMap(({ doing }) => doing ?? []).join(' ') },
    ],
    to: next,
  });
  scan.memory.thing = 'event';
  return next;
};
