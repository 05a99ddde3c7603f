import { clauseEnd, readAction } from './action.ts';
import { readAttributes } from './attribute-list.ts';
import { CHATTER, CONJUNCTIONS } from './function-words.ts';
import { pauses } from './noun-phrase.ts';
import { ahead, closing, draft, lower, use, type Draft, type Memory, type Scan } from './scan.ts';
import { readBehaviour } from './behaviour/read-behaviour.ts';
import { readAssigning } from './assigning.ts';
import { readCreating } from './creating.ts';
import { readDescribed } from './described.ts';
import { readBareProduct, readLabel } from './label.ts';
import { readProvider } from './provider.ts';
import { readServiceSubject } from './service-subject.ts';
import { readServiceFrame } from './service-frame.ts';
import { readFact } from './statement-of-fact.ts';
import type { Tagger } from './tag-words.ts';
import { textOf, type Word } from './word.ts';

/** Openings that ask politely and say nothing about the product. */
const OPENING =
  /^(?:(?:i|we)(?:'d| would)? (?:really )?(?:need|want|like)(?: to have)? (?:something|anything|one) (?:that|which)|please|hi|hello|hey|thanks|thank you|dear \S+|ok|okay|so|well|basically|then|also|finally|first|furthermore|additionally|moreover|in addition|besides|(?:can|could|would|will) you(?: please)?|(?:i|we)(?:'d| would)? (?:really )?(?:need|want|like)(?: you)? to|(?:i|we)(?:'d| would)? (?:really )?(?:like|need|want)(?: to have)?(?= (?:an?|the|our|some|new)\b)|(?:i'd|we'd) like(?: to)?|the (?:goal|aim|purpose|idea) (?:is|of it is) to|it (?:should|must|shall|has to) (?:also )?be possible to|there (?:should|must|shall) be|there is a need for|make sure that|let's|we are looking for|i am looking for|looking for)(?: |$)/;

const skipOpening = (scan: Scan): number => {
  let at = 0;
  for (;;) {
    const found = OPENING.exec(`${ahead(scan, at, 9)} `);
    if (!found) return at;
    const length = found[0].trim().split(' ').length;
    if (lower(scan, at) === 'so' && lower(scan, at + 1) === 'that') return at;
    use(scan, at, at + length);
    at += length;
  }
};

/** "so that …", "in order to …", "because …": why, up to the end of the sentence. */
const readPurpose = (scan: Scan, at: number): number | undefined => {
  const found = /^(?:so that|in order to|because|so (?=i|we|they|the|it|our|nobody|everybody))/.exec(
    ahead(scan, at, 3),
  );
  if (!found) return undefined;
  let next = at + 1;
  while (next < scan.words.length && !/[.;!]/.test(scan.words[next - 1]?.close ?? '')) next += 1;
  use(scan, at, next);
  const length = found[0].trim().split(' ').length;
  const last = scan.drafts.findLast((each) => each.class !== undefined && each.class !== 'build');
  const value = textOf(scan.words, at + length, next);
  if (last)
    last.constraints.push({
      kind: 'purpose',
      value: found[0] === 'in order to' ? `it is possible to ${value}` : value,
    });
  else draft(scan, at, { constraints: [{ kind: 'purpose', value }], to: next });
  return next;
};

/** "Widget: colour, weight" and bullets below a thing: attributes without a verb. */
const readBareList = (scan: Scan, at: number): number | undefined => {
  const colon = scan.words.findIndex((word, index) => index >= at && /:/.test(word.close));
  if (colon < 0 || colon - at > 3 || colon + 1 >= scan.words.length) return undefined;
  if (scan.words.slice(at, colon).some(pauses)) return undefined;
  const name = scan.words
    .slice(at, colon + 1)
    .map((word) => word.lower)
    .join(' ')
    .replace(/^(?:an?|the|each|every) /, '');
  const owner = scan.tagger.singular(name.replace(/ (?:attributes|fields|properties|data)$/, ''));
  if (owner.split(' ').some((word) => CHATTER.has(word))) return undefined;
  const before = [...scan.used];
  use(scan, at, colon + 1);
  const { next, attributes, constraints } = readAttributes(scan, colon + 1, false);
  if (attributes.length < 2) {
    scan.used.splice(0, before.length, ...before);
    return undefined;
  }
  draft(scan, at, { object: owner, attributes, constraints, to: next });
  scan.memory.thing = owner;
  return next;
};

const isConnector = (scan: Scan, at: number): boolean =>
  CONJUNCTIONS.has(lower(scan, at)) ||
  /^(?:that|which|where|who|finally|additionally|well|as well|to)$/.test(lower(scan, at));

/** "Given …, when …, then …": an example, of which a part by itself says something else. */
const EXAMPLE = /^given (?:that )?(?:an?|the|\S+s|there) .* when .* then /;

const readExample = (scan: Scan, at: number): number | undefined => {
  const to = scan.words.length;
  if (!EXAMPLE.test(ahead(scan, at, to - at))) return undefined;
  use(scan, at, to);
  draft(scan, at, { constraints: [{ kind: 'condition', value: textOf(scan.words, at, to) }], to });
  return to;
};

const readNext = (scan: Scan, at: number, first: boolean): number | undefined => {
  const frame = first || !scan.drafts.some((each) => each.class === 'build');
  return (
    readPurpose(scan, at) ??
    (first ? readExample(scan, at) : undefined) ??
    (first ? (readLabel(scan, at) ?? readBareProduct(scan, at) ?? readProvider(scan, at)) : undefined) ??
    (frame ? readServiceFrame(scan, at, first) : undefined) ??
    (first || closing(scan, at - 1).includes(':') ? readDescribed(scan, at) : undefined) ??
    readCreating(scan, at) ??
    readAssigning(scan, at) ??
    readBehaviour(scan, at) ??
    readFact(scan, at) ??
    readAction(scan, at) ??
    (first ? readBareList(scan, at) : undefined)
  );
};

/** Where reading goes on after words that no rule reads. */
const skip = (scan: Scan, at: number): number => {
  if (isConnector(scan, at) || pauses(scan.words[at])) return at + 1;
  return clauseEnd(scan, at);
};

/** Statements of one sentence in reading order, and which of its words became part of none. */
export const readSentence = (
  words: readonly Word[],
  memory: Memory,
  tagger: Tagger,
): { drafts: Draft[]; used: boolean[] } => {
  const scan: Scan = { words, used: words.map(() => false), drafts: [], memory, tagger };
  const opening = readServiceSubject(scan, skipOpening(scan));
  let at = opening;
  while (at < words.length) {
    const next = readNext(scan, at, at === opening);
    at = next !== undefined && next > at ? next : skip(scan, at);
  }
  return { drafts: scan.drafts, used: scan.used };
};
