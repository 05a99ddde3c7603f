import { COPULAS, HAVE, MODALS } from './function-words.ts';
import { readPassive } from './passive.ts';
import { readProperty } from './property.ts';
import { readBelonging } from './belonging.ts';
import { readPutOnList } from './put-on-list.ts';
import { lower, type Scan } from './scan.ts';
import { readStructure } from './structure.ts';
import { readTopic } from './topic.ts';

const isPredicate = (word: string): boolean =>
  MODALS.has(word) ||
  COPULAS.has(word) ||
  HAVE.has(word) ||
  /^(?:also|always|consists?|needs?|gets?|receives|belongs?|isn't|aren't|mustn't|shouldn't)$/.test(word);

/** A sentence about a thing rather than about somebody doing something. */
export const readFact = (scan: Scan, at: number): number | undefined => {
  const topic = readTopic(scan, at);
  if (!topic || !isPredicate(lower(scan, topic.next))) return undefined;
  return (
    readBelonging(scan, at, topic) ??
    readPutOnList(scan, at, topic) ??
    readPassive(scan, at, topic) ??
    readStructure(scan, at, topic) ??
    readProperty(scan, at, topic)
  );
};
