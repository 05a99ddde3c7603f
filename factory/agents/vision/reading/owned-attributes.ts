import { nounPhrase } from './noun-phrase.ts';
import type { Objects } from './objects.ts';
import { draft, lower, use, type Scan } from './scan.ts';
import type { Found } from './verb-list.ts';

/** "store the name and the birthday of friends": attributes of friends. */
export const readOwned = (
  scan: Scan,
  at: number,
  found: readonly Found[],
  read: Objects,
): number | undefined => {
  const [first] = found;
  if (first?.verb.class !== 'maintain' || read.names.length < 2 || lower(scan, read.next) !== 'of')
    return undefined;
  const owner = nounPhrase(scan.words, read.next + 1);
  if (!owner?.plural) return undefined;
  const object = scan.tagger.singular(owner.name);
  use(scan, at, owner.to);
  draft(scan, at, {
    verb: first.verb.lemma,
    class: 'maintain',
    object,
    attributes: read.names,
    to: owner.to,
  });
  scan.memory.thing = object;
  return owner.to;
};
