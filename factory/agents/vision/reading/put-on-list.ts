import { holderOf } from './containers.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase } from './noun-phrase.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';
import type { Topic } from './topic.ts';

const PUT =
  /^(?:(?:is|are|get|gets|can be|may be|must be|should be) )(?:put|placed|entered|added|written|registered|recorded|listed|kept|noted|set|taken)(?: down)? (?:on|onto|in|into|to|up on)(?: |$)/;

/** "children are put on a waiting list with a name": what is put on a list is kept, the list is only where. */
export const readPutOnList = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const found = PUT.exec(ahead(scan, topic.next, 7));
  if (!found || topic.owner) return undefined;
  const list = nounPhrase(scan.words, topic.next + found[0].trim().split(' ').length);
  if (!list || !holderOf(list.name)) return undefined;
  use(scan, at, list.to);
  const made = draft(scan, at, {
    object: topic.name,
    verb: 'add',
    class: 'add',
    constraints: [
      { kind: 'container', value: list.name },
      { kind: 'as-said', value: found[0].trim() },
    ],
    to: list.to,
  });
  scan.memory.thing = topic.name;
  return /^(?:for|of)$/.test(lower(scan, list.to))
    ? list.to
    : readModifiers(scan, list.to, made, topic.plural);
};
