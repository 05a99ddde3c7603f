import { pascalCase } from '../../domain/naming.ts';
import type { Statement } from '../../domain/statement.ts';
import { leftOvers } from './reading/unused-words.ts';
import { readSentence } from './reading/read-sentence.ts';
import type { Draft, Memory } from './reading/scan.ts';
import { readSolution } from './reading/solution-sentences.ts';
import { splitSentences, type Sentence } from './reading/split-sentences.ts';
import { settleAmounts } from './settle-amounts.ts';
import { settleCreation } from './settle-creation.ts';
import { settleAudience } from './settle-audience.ts';
import { settleMeasures } from './settle-measures.ts';
import { settleEntries } from './settle-entries.ts';
import { settleParts } from './settle-parts.ts';
import { isKept, settleBehaviour } from './settle-behaviour.ts';
import { loadTagger, type Tagger } from './reading/tag-words.ts';
import { OPERATIONAL } from './reading/verbs.ts';
import { textOf, type Word } from './reading/word.ts';

export type Reading =
  | { ok: true; statements: Statement[] }
  /** Why nothing can be built from the text, and what to write instead; both for a person. */
  | { ok: false; reason: string; suggestion: string };

const EXAMPLE =
  'Say what is kept and what is done with it, for example: "Keep a register of lab samples: each sample has a barcode and a material; find samples by material."';

const refuse = (reason: string, suggestion = EXAMPLE): Reading => ({ ok: false, reason, suggestion });

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

const CHANGES_A_SERVICE =
  /\b(?:existing (?:[\w-]+ ){0,3}(?:micro-?)?services?|(?:to|in|across) (?:all|every|each) (?:[\w-]+ ){0,2}(?:micro-?)?services?)\b/i;

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

const readSentences = (text: string, tagger: Tagger): Part[] => {
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

/** Parts of the product or services of their own are something to build, whatever they keep. */
const namesServices = (parts: readonly Part[]): boolean =>
  parts
    .flatMap(({ constraints }) => constraints)
    .filter(({ kind }) => kind === 'part' || kind === 'own-service').length > 1;

/** The first thing, where all of them have names that code cannot have. */
const namelessThing = (things: readonly Part[]): string | undefined =>
  things.every(({ object }) => object !== undefined && pascalCase(object) === '')
    ? things[0]?.object
    : undefined;

/**
 * Reads a definition into the fixed intermediate form, or says why nothing can be built from it. Every content word ends
 * in a statement; words that no rule understands become a statement with a left-over constraint.
 */
export const readDefinition = async (text: string): Promise<Reading> => {
  if (!/\p{L}/u.test(text)) return refuse('The definition has no words.');
  if (CHANGES_A_SERVICE.test(text)) {
    return refuse(
      'The definition asks to change services that exist; only new services can be built so far.',
      'Describe one new service: what it keeps and what is done with it.',
    );
  }
  const tagger = await loadTagger();
  const parts = settleAudience(
    settleBehaviour(
      settleAmounts(
        settleCreation(settleEntries(settleParts(settleMeasures(readSentences(text, tagger)), tagger))),
      ),
    ),
    tagger,
  );
  const moved = parts.filter(({ behaviour }) => behaviour !== undefined);
  const things = [...parts.filter(isKept), ...moved];
  const nameless = namelessThing(things);
  if (nameless !== undefined && !namesServices(parts))
    return refuse(
      `The definition names nothing that code can be named after: "${nameless}" has no letter from a to z.`,
      'Name the things to keep in English.',
    );
  if (things.length === 0 && !namesServices(parts)) {
    const product = parts.flatMap(({ constraints }) => constraints).find(({ kind }) => kind === 'service');
    if (/\?\s*$/.test(text)) return refuse('The definition is a question; it names nothing to build.');
    if (product)
      return refuse(
        `The definition names a product, "${product.value}", but not what it keeps or what is done with it.`,
      );
    const action = parts.some(({ verb }) => verb !== undefined);
    return refuse(
      action
        ? 'The definition names no thing to keep.'
        : 'The definition names no thing to keep and no operation on one.',
    );
  }
  const statements = parts.map(({ at: _at, operation: _operation, ...part }, index) => ({
    id: `s${index + 1}`,
    ...part,
  }));
  return { ok: true, statements };
};
