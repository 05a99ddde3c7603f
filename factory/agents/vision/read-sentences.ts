import type { Statement } from '../../domain/statement.ts';
import { readSentence } from './reading/read-sentence.ts';
import type { Draft, Memory } from './reading/scan.ts';
import { readSolution } from './reading/solution-sentences.ts';
import { type Sentence, splitSentences } from './reading/split-sentences.ts';
import type { Tagger } from './reading/tag-words.ts';
import { leftOvers } from './reading/unused-words.ts';
import { OPERATIONAL } from './reading/verbs.ts';
import { textOf, type Word } from './reading/word.ts';

/** A statement in reading order, before everything was read. */
export type Part = Omit<Statement, 'id'> & { at: number; operation: boolean };

const toPart = (draft: Draft, words: readonly Word[], line: number): Part => ({
  at: draft.from,
  operation: draft.class !== undefined && OPERATIONAL.has(draft.class),
  text: textOf(words, draft.from, Math.max(draft.to, draft.from + 1)),
  line: words[draft.from]?.line ?? line,
  ...(draft.actor ? { actor: draft.actor } : {}),
  ...(draft.verb ? { verb: draft.verb } : {}),
  ...(draft.object ? { object: draft.object } : {}),
  attributes: draft.attributes,
  constraints: draft.constraints,
  ...(draft.behaviour ? { behaviour: draft.behaviour } : {}),
});

/** Bullets below "Users can:" are done by users. */
const remember = (memory: Memory, sentence: Sentence, parts: readonly Part[]): void => {
  if (sentence.bullet) return;
  delete memory.actor;
  const acting =
    /^(?:an? |the |all |every |each )?([a-z][a-z -]*?) (?:can|may|must|should|will|shall|(?:is|are|should be) able to|wants? to|needs? to)\s*:$/i.exec(
      sentence.text,
    );
  const name = acting?.[1]?.toLowerCase();
  if (
    name &&
    parts.every(({ operation }) => !operation) &&
    !/(?:system|service|app|application|it|we|i|you|they)$/.test(name)
  )
    memory.actor = name;
};

/** Words that only fit an amount that somebody has. */
const SPEAKS_OF_AMOUNTS = /\b(?:balances?|redeem\w*|spend|spent|withdraw\w*|deposit\w*|top(?:ped)? up)\b/i;

export const readSentences = (text: string, tagger: Tagger): Part[] => {
  const memory: Memory = {
    amounts: SPEAKS_OF_AMOUNTS.test(text),
    said: new Set(text.toLowerCase().match(/[\p{L}'-]+/gu)),
  };
  return readSolution(splitSentences(text), tagger).flatMap(({ parts, rest, service }) => [
    ...parts,
    ...readRest(rest, memory, tagger).map((each) => inService(each, service)),
  ]);
};

const inService = (each: Part, service: string | undefined): Part =>
  service ? { ...each, constraints: [...each.constraints, { kind: 'in-service', value: service }] } : each;

/** A heading that says nothing else names the product, or what a part of the text is about. */
const toHeading = ({ text, line }: Sentence, memory: Memory): Part => {
  const kind = line === 1 && memory.thing === undefined ? 'service' : 'heading';
  const value = text.toLowerCase().replace(/^(?:an?|the|our) |[.:]+$/g, '');
  return {
    at: 0,
    operation: false,
    text,
    line,
    verb: 'build',
    attributes: [],
    constraints: [{ kind, value }],
  };
};

const readRest = (sentences: readonly Sentence[], memory: Memory, tagger: Tagger): Part[] =>
  sentences.flatMap((sentence) => {
    const words = tagger.words(sentence.text, sentence.line);
    const polite = /^(?:please|can|could|would|will)\b/i.test(sentence.text);
    if (sentence.text.endsWith('?') && !polite)
      return leftOvers(
        words,
        words.map(() => false),
        sentence,
      );
    const { drafts, used } = readSentence(words, memory, tagger);
    const read = drafts.map((draft) => toPart(draft, words, sentence.line));
    if (sentence.heading && read.length === 0) return [toHeading(sentence, memory)];
    remember(memory, sentence, read);
    if (memory.actor && !sentence.bullet && read.length === 0) {
      memory.actor = tagger.singular(memory.actor);
      return [];
    }
    return [...read, ...leftOvers(words, used, sentence)].toSorted((one, other) => one.at - other.at);
  });
