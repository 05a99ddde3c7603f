import { matchAt, rule } from './behaviour/clause-match.ts';
import { actorAt } from './behaviour/doing-actor.ts';
import { np } from './behaviour/grammar.ts';
import { NO_THING } from './containers.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase } from './noun-phrase.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';

/** Verbs whose object comes to be by them. */
const CREATES = /^(?:write|offer|place|post|raise|draw|compose|propose|file)s?$/;
/** They do so only where what is known of the new one follows: "customers open tickets with a subject". */
const CREATES_WITH =
  /^(?:open|make|produce|design|issue|send|publish|give|start|begin|launch|set up|announce|upload|hand in|turn in|drop off|bring in|plan|organise|organize|host|declare|plant|brew|build)s?(?: in| up| off)?$/;
const VERB = /^(?:(?:sends?|hands?|turns?|brings?) in|sets? up|drops? off|[\p{L}-]+)(?= |$)/u;
const ANYBODY = /^(?:anyone|anybody|everyone|everybody|people|someone|somebody)$/;
const ACTOR = rule(
  `${np('actor', 2)} (?:can |may |must |should )?(?=(?:write|offer|place|post|raise|draw|compose|propose|file|open|make|produce|design|issue|publish|give|start|begin|launch|upload|announce|hand|send|set|plan|host|organi[sz]e|declare|plant|brew)s? )`,
);

type Maker = { actor?: string | undefined; next: number };

const makerAt = (scan: Scan, at: number): Maker | undefined => {
  const named = matchAt(scan, at, ACTOR);
  if (named?.groups.actor && lower(scan, at) !== 'only')
    return { actor: scan.tagger.singular(named.groups.actor), next: named.next };
  const acting = actorAt(scan, at);
  const somebody = acting?.actor !== undefined || ANYBODY.test(lower(scan, at));
  return acting && somebody && !acting.negated ? acting : undefined;
};

/** "authors write posts with a title": somebody puts one in, whatever the text calls that. */
export const readCreating = (scan: Scan, at: number): number | undefined => {
  const maker = makerAt(scan, at);
  const verb = maker && VERB.exec(ahead(scan, maker.next, 2))?.[0];
  if (!maker || verb === undefined || !(CREATES.test(verb) || CREATES_WITH.test(verb))) return undefined;
  if (/^(?:nobody|we|i|you|it)$/.test(maker.actor ?? '')) return undefined;
  const phrase = nounPhrase(scan.words, maker.next + verb.split(' ').length);
  if (!phrase?.name || NO_THING.has(phrase.name)) return undefined;
  const fresh = /^an?$/.test(phrase.determiner) || (phrase.determiner === '' && phrase.plural);
  const described = /^(?:with|having|including)(?: |$)/.test(ahead(scan, phrase.to, 1));
  if (!fresh || (CREATES_WITH.test(verb) && !described)) return undefined;
  const object = scan.tagger.singular(phrase.name);
  use(scan, at, phrase.to);
  const made = draft(scan, at, {
    object,
    verb: 'create',
    class: 'add',
    ...(maker.actor ? { actor: maker.actor } : {}),
    constraints: [{ kind: 'created-as', value: verb }],
    to: phrase.to,
  });
  scan.memory.thing = object;
  return readModifiers(scan, phrase.to, made, phrase.plural);
};
