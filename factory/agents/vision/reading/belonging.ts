import { nounPhrase } from './noun-phrase.ts';
import { ahead, draft, use, type Scan } from './scan.ts';
import type { Topic } from './topic.ts';

const BELONGS =
  /^(?:(?:always |must |should |can |may |could )?belongs? to|(?:is|are|must be|may be) (?:always )?part of)(?: exactly| just| only)?(?: one| a single)?(?: |$)/;

/** "tasks belong to a project": each has the one that it belongs to. */
export const readBelonging = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const found = BELONGS.exec(ahead(scan, topic.next, 5));
  if (!found || topic.owner) return undefined;
  const owner = nounPhrase(scan.words, topic.next + found[0].trim().split(' ').length);
  if (!owner?.name || (owner.plural && !topic.plural)) return undefined;
  const name = scan.tagger.singular(owner.name);
  const optional = /^(?:can|may|could) /.test(found[0]);
  use(scan, at, owner.to);
  draft(scan, at, {
    object: topic.name,
    attributes: [name],
    constraints: [
      { kind: 'as-said', value: found[0].trim() },
      ...(optional ? [{ kind: 'optional', value: name }] : []),
    ],
    to: owner.to,
  });
  scan.memory.thing = topic.name;
  return owner.to;
};
