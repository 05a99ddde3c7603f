import type { Part } from '../read-sentences.ts';
import { CONJUNCTIONS } from './function-words.ts';
import { isContent, isTelling, topicOf } from './left-over.ts';
import type { Sentence } from './split-sentences.ts';
import { verbOf } from './verbs.ts';
import { textOf, type Word } from './word.ts';

/** Where a run of unused words ends: at a used one, after a full stop, before "and" with another verb. */
const runEnd = (words: readonly Word[], used: readonly boolean[], from: number): number => {
  const stop = words.findIndex((word, at) => {
    if (at <= from) return false;
    const another = CONJUNCTIONS.has(word.lower) && verbOf(words[at + 1]?.lower ?? '')?.form === 'base';
    return used[at] || another || /[.;]/.test(words[at - 1]?.close ?? '');
  });
  return stop < 0 ? words.length : stop;
};

/** "…, and steps": several of what nothing more is said of. */
const isSeveral = (run: readonly Word[], before: Word | undefined): boolean =>
  run.length === 1 &&
  /[^s]s$/.test(run[0]?.lower ?? '') &&
  topicOf(run) === 'unknown' &&
  (before?.lower === 'and' || (before?.close ?? '').includes(','));

const toLeftOver = (run: readonly Word[], at: number, sentence: Sentence, before?: Word): Part => {
  const text = textOf(run);
  const kind = sentence.text.endsWith('?') ? 'question' : isSeveral(run, before) ? 'several' : topicOf(run);
  const line = run[0]?.line ?? sentence.line;
  return { at, operation: false, text, line, attributes: [], constraints: [{ kind, value: text }] };
};

/** Runs of words that became part of no statement and say something. */
export const leftOvers = (words: readonly Word[], used: readonly boolean[], sentence: Sentence): Part[] => {
  const parts: Part[] = [];
  let from = used.indexOf(false);
  while (from >= 0) {
    const to = runEnd(words, used, from);
    const run = words.slice(from, to);
    let before = words[from - 1];
    while (run[0] && CONJUNCTIONS.has(run[0].lower)) before = run.shift();
    if (run.some((word) => isContent(word.lower) || isTelling(word)))
      parts.push(toLeftOver(run, from, sentence, before));
    from = used.indexOf(false, to);
  }
  return parts;
};
