import { clauseEnd } from './action.ts';
import { readAttributes } from './attribute-list.ts';
import { holderOf, SERVICE_NOUNS } from './containers.ts';
import { COPULAS, HAVE, MODALS } from './function-words.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase, pauses } from './noun-phrase.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';
import { OPERATIONAL, verbOf, type Verb } from './verbs.ts';

/** What a statement is about: a thing, or an attribute of it ("the barcode of a sample", "a sample's barcode"). */
type Topic = { name: string; owner?: string; next: number; plural: boolean };

const readTopic = (scan: Scan, at: number): Topic | undefined => {
  const start = /^(?:for|in)$/.test(lower(scan, at)) ? at + 1 : at;
  if (
    /^(?:it|they|these|those|this|each|every one)$/.test(lower(scan, start)) &&
    scan.memory.thing &&
    nounPhrase(scan.words, start, 'subject') === undefined
  )
    return { name: scan.memory.thing, next: start + 1, plural: lower(scan, start) !== 'it' };
  const phrase = nounPhrase(scan.words, start, 'subject');
  if (!phrase || pauses(scan.words[phrase.to - 1])) return undefined;
  const possessive = /^(.+?)(?:'s|s')\s+(.+)$/.exec(phrase.name);
  if (possessive) {
    const [, owner = '', name = ''] = possessive;
    return {
      name: scan.tagger.singular(name),
      owner: scan.tagger.singular(owner),
      next: phrase.to,
      plural: false,
    };
  }
  if (lower(scan, phrase.to) === 'of') {
    const owner = nounPhrase(scan.words, phrase.to + 1, 'subject');
    if (owner)
      return {
        name: scan.tagger.singular(phrase.name),
        owner: scan.tagger.singular(owner.name),
        next: owner.to,
        plural: phrase.plural,
      };
  }
  const held =
    holderOf(phrase.name) !== undefined || /^(?:entry|entries|data|information)$/.test(phrase.name);
  const definite = /^(?:the|this|these|all|our)$/.test(phrase.determiner) || phrase.determiner === '';
  const name = held && definite && scan.memory.thing ? scan.memory.thing : scan.tagger.singular(phrase.name);
  return { name, next: phrase.to, plural: phrase.plural };
};

const IDENTIFIED = /^(?:(?:is|are) (?:uniquely )?identified by)(?: |$)/;
const DESCRIBED =
  /^(?:(?:is|are) (?:described|characteri[sz]ed|made up|defined) (?:by|of)|consists? of|(?:must|should|will|shall) (?:also )?(?:have|contain|include|carry)|(?:may|can|could|might) (?:also |optionally )?(?:have|contain|include|carry)|(?:also |always )?(?:has|have|contains?|comprises?|includes?|carry|carries))(?: |$)/;

const readStructure = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const text = ahead(scan, topic.next, 5);
  const found = IDENTIFIED.exec(text) ?? DESCRIBED.exec(text);
  if (!found || topic.owner || SERVICE_NOUNS.has(topic.name.split(' ').at(-1) ?? '')) return undefined;
  const start = topic.next + found[0].trim().split(' ').length;
  const before = [...scan.used];
  const { next, attributes, constraints } = readAttributes(scan, start, topic.plural);
  if (attributes.length === 0) {
    scan.used.splice(0, before.length, ...before);
    return Math.max(next, clauseEnd(scan, at));
  }
  use(scan, at, start);
  const optional = /^(?:may|can|could|might) /.test(found[0]) || / optionally /.test(found[0]);
  if (optional) constraints.push(...attributes.map((value) => ({ kind: 'optional', value })));
  if (IDENTIFIED.test(text)) constraints.push(...attributes.map((value) => ({ kind: 'unique', value })));
  draft(scan, at, { object: topic.name, attributes, constraints, to: next });
  scan.memory.thing = topic.name;
  return next;
};

const UNCHANGEABLE =
  /^(?:immutable|append-only|unchangeable|permanent|tamper-proof|tamper-resistant|write-once|final|read-only|unalterable)$/;

const pushRule = (scan: Scan, at: number, topic: Topic, kind: string, next: number): number => {
  use(scan, at, next);
  const object = topic.owner ?? scan.memory.thing;
  draft(scan, at, { ...(object ? { object } : {}), constraints: [{ kind, value: topic.name }], to: next });
  return next;
};

/** "is unique", "is optional", "are immutable", "is one of a, b or c". */
const readProperty = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const text = ahead(scan, topic.next, 6);
  const copula =
    /^(?:(?:must|should|shall|has to|have to|can|may) (?:always )?be|is|are)(?: always| also)?(?: |$)/.exec(
      text,
    );
  if (!copula) return undefined;
  const start = topic.next + copula[0].trim().split(' ').length;
  const word = lower(scan, start);
  if (UNCHANGEABLE.test(word)) {
    use(scan, at, start + 1);
    const object = topic.owner ?? topic.name;
    draft(scan, at, {
      object,
      verb: 'change',
      class: 'change',
      constraints: [{ kind: 'never', value: 'both' }],
      to: start + 1,
    });
    return start + 1;
  }
  if (/^(?:unique|required|mandatory|optional)$/.test(word))
    return pushRule(scan, at, topic, word === 'mandatory' ? 'required' : word, start + 1);
  if (/^(?:either|one)$/.test(word) || (topic.owner !== undefined && /\bor\b/.test(text))) {
    const list = /^one of/.test(ahead(scan, start, 2)) ? start + 2 : word === 'either' ? start + 1 : start;
    const values: string[] = [];
    let next = list;
    while (next < scan.words.length) {
      const value = lower(scan, next);
      if (!/^(?:or|and|an?|the|either)$/.test(value)) values.push(value);
      next += 1;
      if (/[.;:]/.test(scan.words[next - 1]?.close ?? '')) break;
    }
    if (values.length < 2) return undefined;
    use(scan, at, next);
    const object = topic.owner ?? scan.memory.thing;
    draft(scan, at, {
      ...(object ? { object } : {}),
      constraints: [{ kind: 'choice', value: `${topic.name}: ${values.join(' | ')}` }],
      to: next,
    });
    return next;
  }
  const nature =
    /^(?:an? )?(?:whole |decimal |free )?(number|date|text|amount|timestamp|boolean)(?: |$)/.exec(
      ahead(scan, start, 3),
    );
  if (nature && lower(scan, start + 1) !== 'of') {
    const next = start + nature[0].trim().split(' ').length;
    const kind =
      {
        number: 'number',
        date: 'date',
        text: 'text',
        amount: 'money',
        timestamp: 'instant',
        boolean: 'flag',
      }[nature[1] ?? ''] ?? 'text';
    use(scan, at, next);
    draft(scan, at, {
      ...(scan.memory.thing ? { object: scan.memory.thing } : {}),
      constraints: [{ kind: 'nature', value: `${topic.name}: ${kind}` }],
      to: next,
    });
    return next;
  }
  return undefined;
};

type Passive = { verbs: Verb[]; next: number; negated: boolean };

const readParticiples = (scan: Scan, at: number): Passive | undefined => {
  const text = ahead(scan, at, 6);
  const found =
    /^(?:(?:can|could|may|might|must|shall|should|will|would|cannot|can't|mustn't|shouldn't|won't) ?(?:also |only |not |never |no longer )?(?:also )?be|is|are|was|were|has to be|have to be|(?:needs?|wants?) to be)(?: (?:not|never|also|always|then|no longer|ever))?(?: |$)/.exec(
      text,
    );
  if (!found) return undefined;
  const negated = /\b(?:not|never|cannot|can't|mustn't|shouldn't|won't|no longer)\b/.test(found[0]);
  let next = at + found[0].trim().split(' ').length;
  const verbs: Verb[] = [];
  for (;;) {
    let from = next;
    while (verbs.length > 0 && /^(?:and|or|nor|not|be)$/.test(lower(scan, from))) from += 1;
    const verb = verbOf(lower(scan, from));
    const up = /^look(?:ed)? up/.test(ahead(scan, from, 2));
    if (verb?.form !== 'participle' || !OPERATIONAL.has(verb.class))
      return verbs.length > 0 ? { verbs, next, negated } : undefined;
    verbs.push(verb);
    next = from + (up ? 2 : 1);
  }
};

/** "samples can be found by barcode", "an event is never changed". */
const readPassive = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const passive = readParticiples(scan, topic.next);
  if (!passive || topic.owner) return undefined;
  const nobody = /^no(?:thing|body)?$/.test(lower(scan, at));
  const kinds = new Set(passive.verbs.map((verb) => verb.class));
  const [first] = passive.verbs;
  if (passive.negated || nobody) {
    if (![...kinds].every((kind) => kind === 'change' || kind === 'remove')) return undefined;
    const value = kinds.size > 1 ? 'both' : kinds.has('remove') ? 'remove' : 'change';
    use(scan, at, passive.next);
    draft(scan, at, {
      object: topic.name,
      verb: first?.lemma ?? 'change',
      class: value === 'remove' ? 'remove' : 'change',
      constraints: [{ kind: 'never', value }],
      to: passive.next,
    });
    return passive.next;
  }
  use(scan, at, passive.next);
  scan.memory.thing = topic.name;
  const drafts = passive.verbs.map((verb) =>
    draft(scan, at, { object: topic.name, verb: verb.lemma, class: verb.class }),
  );
  const last = drafts.at(-1);
  if (!last) return undefined;
  const agent =
    lower(scan, passive.next) === 'by' && !kinds.has('find')
      ? nounPhrase(scan.words, passive.next + 1)
      : undefined;
  const start = agent ? agent.to : passive.next;
  if (agent) {
    use(scan, passive.next, agent.to);
    for (const each of drafts) each.actor = scan.tagger.singular(agent.name);
  }
  return readModifiers(scan, start, last, topic.plural);
};

/** A sentence about a thing rather than about somebody doing something. */
export const readFact = (scan: Scan, at: number): number | undefined => {
  const topic = readTopic(scan, at);
  if (!topic) return undefined;
  const next = lower(scan, topic.next);
  if (!(
    MODALS.has(next) ||
    COPULAS.has(next) ||
    HAVE.has(next) ||
    /^(?:also|always|consists?|has|have|needs?)$/.test(next)
  ))
    return undefined;
  return readPassive(scan, at, topic) ?? readStructure(scan, at, topic) ?? readProperty(scan, at, topic);
};
