import { holderOf, namesPurpose, SERVICE_NOUNS } from './containers.ts';
import { startsClause } from './modifiers.ts';
import { nounPhrase, pauses, startsWithSubject, type Phrase } from './noun-phrase.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';

const withoutServiceNoun = (name: string): string => {
  const parts = name.split(' ');
  while (SERVICE_NOUNS.has(parts.at(-1) ?? '')) parts.pop();
  while (/^(?:new|small|simple|little|tiny|basic|modern|good|rest|http)$/.test(parts[0] ?? '')) parts.shift();
  return parts.join(' ');
};

/** "called Zorble Log", "named zorbly". */
const readGivenName = (scan: Scan, at: number): { name: string; next: number } | undefined => {
  if (!/^(?:called|named)$/.test(lower(scan, at))) return undefined;
  const phrase = nounPhrase(scan.words, at + 1);
  return phrase && { name: phrase.name, next: phrase.to };
};

const introduces = (scan: Scan, at: number): boolean =>
  /^(?:that|which|where|for|to|with|in|so|called|named|of)$/.test(lower(scan, at)) ||
  at >= scan.words.length ||
  pauses(scan.words[at - 1]);

/** Whether a phrase names a product: by its noun, by what it holds, or by being built and explained. */
const namesProduct = (scan: Scan, phrase: Phrase, builds: boolean): boolean => {
  const head = phrase.name.split(' ').at(-1) ?? '';
  if (SERVICE_NOUNS.has(head)) return true;
  const holder = holderOf(phrase.name, true);
  if (holder && (builds || holder.of !== '' || lower(scan, phrase.to) === 'of'))
    return introduces(scan, phrase.to);
  const explained = /^(?:that|which|where|for|to)$/.test(lower(scan, phrase.to));
  return builds && /^(?:an?|our|the)$/.test(phrase.determiner) && explained && !phrase.plural;
};

const holdsWhat = (scan: Scan, name: string, of: Phrase | undefined): { object?: string } => {
  const holder = holderOf(name, true);
  if (of) return { object: scan.tagger.singular(of.name) };
  if (!holder?.of) return {};
  return { object: namesPurpose(name) ? 'event' : scan.tagger.singular(holder.of) };
};

/** "Create a new Audit Trail microservice for …": what the product is called and what its name says it holds. */
export const readServiceFrame = (scan: Scan, at: number, first: boolean): number | undefined => {
  const verb = verbOf(lower(scan, at));
  const particle = /^set up(?: |$)/.test(ahead(scan, at, 2)) ? 1 : 0;
  const builds =
    verb !== undefined &&
    verb.form === 'base' &&
    (verb.class === 'build' || verb.class === 'add' || verb.lemma === 'keep') &&
    verb.lemma !== 'keep';
  const start = builds ? at + 1 + particle + (/^(?:me|us)$/.test(lower(scan, at + 1)) ? 1 : 0) : at;
  const phrase = nounPhrase(scan.words, start);
  if (
    !phrase ||
    (!builds &&
      (!first ||
        startsWithSubject(scan.words, at) ||
        (verb !== undefined &&
          verb.class !== 'build' &&
          verb.form === 'base' &&
          phrase.determiner === '' &&
          !SERVICE_NOUNS.has(phrase.name.split(' ').at(-1) ?? ''))))
  )
    return undefined;
  if (!namesProduct(scan, phrase, builds)) return undefined;
  const name = withoutServiceNoun(phrase.name);
  const holder = holderOf(name, true);
  const clauseFollows = startsClause(scan, phrase.to + 1);
  const bare = holder !== undefined && (holder.of === '' || namesPurpose(name));
  const holds =
    lower(scan, phrase.to) === 'of' ||
    (holder !== undefined &&
      lower(scan, phrase.to) === 'for' &&
      bare &&
      !clauseFollows &&
      !/ing$/.test(lower(scan, phrase.to + 1)));
  const of = holds ? nounPhrase(scan.words, phrase.to + 1) : undefined;
  let next = of?.to ?? phrase.to;
  const given = readGivenName(scan, next);
  if (given) next = given.next;
  use(scan, at, next);
  const title = given?.name ?? (of && holder?.of === '' ? `${scan.tagger.singular(of.name)} ${name}` : name);
  draft(scan, at, {
    verb: builds ? verb.lemma : 'build',
    class: 'build',
    constraints: title ? [{ kind: 'service', value: title }] : [],
    to: next,
  });
  const { object } = holder ? holdsWhat(scan, name, of) : {};
  if (holder && object) {
    draft(scan, at, {
      verb: holder.lemma,
      class: holder.class,
      object,
      constraints: [{ kind: 'container', value: title }],
      to: next,
    });
    scan.memory.thing = object;
  }
  return readAudience(scan, next);
};

/** "for lab samples", "for a dental practice": what it keeps or whom it serves is decided when everything is read. */
const readAudience = (scan: Scan, at: number): number => {
  if (pauses(scan.words[at - 1])) return at;
  const word = lower(scan, at);
  if (/^(?:that|which|where|to)$/.test(word) || /^(?:in which|with which)$/.test(ahead(scan, at, 2))) {
    const length = /^(?:in|with)$/.test(word) ? 2 : 1;
    use(scan, at, at + length);
    return at + length;
  }
  if (word !== 'for') return at;
  if (verbOf(lower(scan, at + 1))?.form === 'gerund') {
    use(scan, at, at + 1);
    return at + 1;
  }
  const phrase = nounPhrase(scan.words, at + 1, 'subject');
  if (!phrase) return at;
  use(scan, at, phrase.to);
  draft(scan, at, {
    constraints: [{ kind: phrase.plural ? 'audience' : 'context', value: phrase.name }],
    to: phrase.to,
  });
  return phrase.to === at ? at + 1 : readAudience(scan, phrase.to);
};
