import { clauseEnd } from './clause-end.ts';
import { readAttributes } from './attribute-list.ts';
import { SERVICE_NOUNS } from './containers.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';
import type { Topic } from './topic.ts';

const IDENTIFIED = /^(?:is|are) (?:uniquely )?identified by(?: |$)/;
const DESCRIBED = new RegExp(
  `^(?:${[
    '(?:is|are) (?:described|characteri[sz]ed|made up|defined) (?:by|of)',
    'consists? of',
    '(?:must|should|will|shall|may|can|could|might) (?:also |always |optionally )?(?:have|contain|include|carry)',
    '(?:also |always )?(?:has|have|contains?|comprises?|includes?|carry|carries)',
  ].join('|')})(?: |$)`,
);

/** "every leg of a trip has …", not "the price of a ticket has …". */
const isOneOfMany = (scan: Scan, at: number): boolean => /^(?:each|every|an?)$/.test(lower(scan, at));

/** "each sample has a barcode and a material": what is known of a thing. */
export const readStructure = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const text = ahead(scan, topic.next, 5);
  const identified = IDENTIFIED.exec(text);
  const given = /^(?:each|every)$/.test(lower(scan, at))
    ? /^(?:gets|receives|is given)(?= an? )/.exec(text)
    : null;
  const found = identified ?? DESCRIBED.exec(text) ?? given;
  if (!found || (topic.owner && !isOneOfMany(scan, at)) || SERVICE_NOUNS.has(topic.name)) return undefined;
  const start = topic.next + found[0].trim().split(' ').length;
  const before = [...scan.used];
  const { next, attributes, constraints } = readAttributes(scan, start, topic.plural);
  const composed = constraints.some(({ kind }) => kind === 'list');
  if (attributes.length === 0 && !composed) {
    scan.used.splice(0, before.length, ...before);
    return Math.max(next, clauseEnd(scan, at));
  }
  use(scan, at, start);
  const optional = /^(?:may|can|could|might) | optionally /.test(found[0]);
  const kind = identified ? 'unique' : optional ? 'optional' : undefined;
  if (kind) constraints.push(...attributes.map((value) => ({ kind, value })));
  const owners = topic.owner && !attributes.includes(topic.owner) ? [topic.owner] : [];
  draft(scan, at, { object: topic.name, attributes: [...attributes, ...owners], constraints, to: next });
  scan.memory.thing = topic.name;
  return next;
};
