import { readAction } from './action.ts';
import { clauseEnd } from './clause-end.ts';
import { readAttributes } from './attribute-list.ts';
import { CHATTER, CONJUNCTIONS } from './function-words.ts';
import { pauses } from './noun-phrase.ts';
import { ahead, closing, draft, lower, use, type Draft, type Memory, type Scan } from './scan.ts';
import { readBehaviour } from './behaviour/read-behaviour.ts';
import { readAssigning } from './assigning.ts';
import { readCreating } from './creating.ts';
import { readDescribed } from './described.ts';
import { goesOnDescribing } from './goes-on-describing.ts';
import { readBareProduct, readLabel } from './label.ts';
import { readProvider } from './provider.ts';
import { skipOpening } from './skip-opening.ts';
import { readServiceSubject } from './service-subject.ts';
import { readServiceFrame } from './service-frame.ts';
import { readFact } from './statement-of-fact.ts';
import type { Tagger } from './tag-words.ts';
import { textOf, type Word } from './word.ts';

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

/** What stands at the start of a sentence only. */
const readFirst = (scan: Scan, at: number): number | undefined =>
  readExample(scan, at) ?? readLabel(scan, at) ?? readBareProduct(scan, at) ?? readProvider(scan, at);

/** Where a thing may be described without a verb: first, behind a colon, and behind another that was. */
const describes = (scan: Scan, at: number, first: boolean): boolean =>
  first || closing(scan, at - 1).includes(':') || goesOnDescribing(scan, at);

const readClause = (scan: Scan, at: number): number | undefined =>
  readCreating(scan, at) ??
  readAssigning(scan, at) ??
  readBehaviour(scan, at) ??
  readFact(scan, at) ??
  readAction(scan, at);

const readNext = (scan: Scan, at: number, first: boolean): number | undefined => {
  const frame = first || !scan.drafts.some((each) => each.class === 'build');
  return (
    readPurpose(scan, at) ??
    (first ? readFirst(scan, at) : undefined) ??
    (frame ? readServiceFrame(scan, at, first) : undefined) ??
    (describes(scan, at, first) ? readDescribed(scan, at) : undefined) ??
    readClause(scan, at) ??
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
