import { readActor } from './actor.ts';
import { readAttributes } from './attribute-list.ts';
import { nounPhrase } from './noun-phrase.ts';
import { ahead, closing, draft, type Scan, use } from './scan.ts';
import { readVerbs } from './verb-list.ts';

const WRITES: ReadonlySet<string> = new Set(['log', 'record', 'track', 'add', 'maintain', 'build']);

/** Where the attributes begin in "for each visit, we record …" and "for each visit: …". */
const readCollecting = (scan: Scan, at: number): number | undefined => {
  const acting = readActor(scan, at);
  const [found] = acting ? readVerbs(scan, acting.next, acting.expects) : readVerbs(scan, at, 'base');
  if (found && WRITES.has(found.verb.class)) return found.next;
  return closing(scan, at - 1).includes(':') ? at : undefined;
};

/** "for each visit, record the date and the host": attributes of the visit. */
export const readForEach = (scan: Scan, at: number): number | undefined => {
  if (!/^(?:for|of) (?:each|every|any|a|an)$/.test(ahead(scan, at, 2))) return undefined;
  const owner = nounPhrase(scan.words, at + 1, 'subject');
  const start = owner && readCollecting(scan, owner.to);
  if (!owner || start === undefined) return undefined;
  const object = scan.tagger.singular(owner.name);
  use(scan, at, start);
  const { next, attributes, constraints } = readAttributes(scan, start, false);
  scan.memory.thing = object;
  draft(scan, at, { object, attributes, constraints, to: next });
  return next;
};
