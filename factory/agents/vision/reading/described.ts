import { namesArea } from '../../../knowledge/archetypes/named-archetype.ts';
import { readAttributes } from './attribute-list.ts';
import { BUILT_NOUNS, holderOf, NO_THING, SERVICE_NOUNS } from './containers.ts';
import { CHATTER, DETERMINERS, MODALS } from './function-words.ts';
import { goesOnDescribing } from './goes-on-describing.ts';
import { nounPhrase, startsWithSubject, type Phrase } from './noun-phrase.ts';
import { ahead, closing, draft, lower, use, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';

const WITH = /^(?:each with|all with|with|having|that have|which have|that has|which has)(?: |$)/;

const namesThing = ({ name, plural, determiner }: Phrase): boolean => {
  const words = name.split(' ');
  const head = words.at(-1) ?? '';
  const known = SERVICE_NOUNS.has(head) || BUILT_NOUNS.has(head) || NO_THING.has(head) || holderOf(name);
  const verb = verbOf(words[0] ?? '');
  return (
    !known &&
    words.length <= 3 &&
    !words.some((word) => CHATTER.has(word)) &&
    (plural || /^(?:an?|each|every)$/.test(determiner)) &&
    !words.slice(0, -1).some((word) => /[^s]s$/.test(word)) &&
    (words.length === 1 || verb?.form !== 'base')
  );
};

/** So many nouns in a row are what is known of something, whatever the word before them may be. */
const LISTED = 3;

/** "an online shop with a catalogue and a cart" is a product, "a voucher with a code and a value" is a thing. */
const areParts = (names: readonly string[]): boolean => names.some((name) => namesArea(name));

/** "Integrates with a ledger", "complies with rules": a verb whose subject is left out. */
const isVerb = (scan: Scan, at: number, start: number, listed: number): boolean => {
  const word = scan.words[at];
  const bare = !DETERMINERS.has(lower(scan, start)) && listed < LISTED;
  return verbOf(word?.lower ?? '')?.class === 'integration' || (bare && word?.verb === true && !word.noun);
};

/** "members with a licence may reserve boats": who has it does something. */
const actsLater = (scan: Scan, from: number, to: number): boolean =>
  scan.words.slice(from, to).some(({ lower: word }, index) => MODALS.has(word) && !scan.used[from + index]);

/** "Vouchers with a code and an initial value": a sentence that only says what is known of something. */
export const readDescribed = (scan: Scan, at: number): number | undefined => {
  const phrase = nounPhrase(scan.words, at);
  const opening = phrase && WITH.exec(ahead(scan, phrase.to, 2))?.[0].trim();
  if (!phrase || opening === undefined || !namesThing(phrase) || startsWithSubject(scan.words, at))
    return undefined;
  const before = [...scan.used];
  const start = phrase.to + opening.split(' ').length;
  const { next, attributes, constraints } = readAttributes(scan, start, phrase.plural);
  const acts = phrase.to === at + 1 && isVerb(scan, at, start, attributes.length);
  const whole =
    next >= scan.words.length ||
    /[;.]/.test(closing(scan, next - 1)) ||
    goesOnDescribing(scan, lower(scan, next) === 'and' ? next + 1 : next);
  if (
    attributes.length === 0 ||
    acts ||
    !whole ||
    actsLater(scan, start, next) ||
    (!phrase.plural && areParts(attributes))
  ) {
    scan.used.splice(0, before.length, ...before);
    return undefined;
  }
  const object = scan.tagger.singular(phrase.name);
  use(scan, at, start);
  draft(scan, at, { object, attributes, constraints, to: next });
  scan.memory.thing = object;
  return next;
};
