import { holderOf } from './containers.ts';
import { HAVE } from './function-words.ts';
import { nounPhrase, pauses, type Phrase } from './noun-phrase.ts';
import { lower, type Scan } from './scan.ts';

/** What a statement is about: a thing, or an attribute of it ("the barcode of a sample", "a sample's barcode"). */
export type Topic = { name: string; owner?: string; next: number; plural: boolean };

const POSSESSIVE = /^(.+?)(?:'s|s')\s+(.+)$/;

/** "it", "they", or nothing at all: "… and has an owner". */
const readAnaphor = (scan: Scan, at: number): Topic | undefined => {
  const { thing } = scan.memory;
  if (!thing) return undefined;
  if (at > 0 && HAVE.has(lower(scan, at))) return { name: thing, next: at, plural: false };
  const stands = /^(?:it|they|these|those|this|each|all|both)$/.test(lower(scan, at));
  if (!stands || nounPhrase(scan.words, at, 'subject') !== undefined) return undefined;
  return { name: thing, next: at + 1, plural: lower(scan, at) !== 'it' };
};

/** The holder stands for what it holds: "the log can be searched". */
const standsFor = (scan: Scan, { name, determiner }: Phrase): string | undefined => {
  const holds = holderOf(name) !== undefined || /^(?:entry|entries|data|information)$/.test(name);
  return holds && /^(?:the|this|these|all|our|)$/.test(determiner) ? scan.memory.thing : undefined;
};

/** The topic that starts at a word, with its owner where one is named. */
export const readTopic = (scan: Scan, at: number): Topic | undefined => {
  const anaphor = readAnaphor(scan, at);
  if (anaphor) return anaphor;
  const { singular } = scan.tagger;
  const phrase = nounPhrase(scan.words, at, 'subject');
  if (!phrase || pauses(scan.words[phrase.to - 1])) return undefined;
  const [, whose, attribute] = POSSESSIVE.exec(phrase.name) ?? [];
  if (whose && attribute)
    return { name: singular(attribute), owner: singular(whose), next: phrase.to, plural: false };
  const owner =
    lower(scan, phrase.to) === 'of' ? nounPhrase(scan.words, phrase.to + 1, 'subject') : undefined;
  if (owner)
    return {
      name: singular(phrase.name),
      owner: singular(owner.name),
      next: owner.to,
      plural: phrase.plural,
    };
  return { name: standsFor(scan, phrase) ?? singular(phrase.name), next: phrase.to, plural: phrase.plural };
};
