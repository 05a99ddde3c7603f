import { startsDoing } from './behaviour/doing-actor.ts';
import { CHATTER } from './function-words.ts';
import { readCreating } from './creating.ts';
import { readDescribed } from './described.ts';
import { startsWithSubject } from './noun-phrase.ts';
import { draft, use, type Scan } from './scan.ts';
import { OPERATIONAL, verbOf } from './verbs.ts';
import { nameOf } from './word.ts';

/** Headings that name no product. */
const PLAIN =
  /^(?:(?:user |our |the |functional |non-functional |acceptance |key |main )*(?:stories|story|requirements|criteria|features|rules|use cases|functions|functionality|overview|description|background|goals|roles|scope|scenarios|tasks|needs|wishes|notes|details|business rules|behaviour|behavior))$/;

/** Most words of a heading. */
const LONGEST = 8;

/** "A queue for a citizens office:" */
const isFor = (scan: Scan, at: number, end: number): boolean =>
  scan.words.slice(at + 2, end).some(({ lower }) => lower === 'for');

const headingEnd = (scan: Scan): number | undefined => {
  const colon = scan.words.findIndex(({ close }) => close.includes(':'));
  return colon < 0 || colon >= LONGEST ? undefined : colon + 1;
};

const isClause = (scan: Scan, at: number): boolean => {
  if (startsWithSubject(scan.words, at) || startsDoing(scan, at)) return true;
  const trial: Scan = { ...scan, used: [...scan.used], drafts: [], memory: { ...scan.memory } };
  return readDescribed(trial, at) !== undefined || readCreating(trial, at) !== undefined;
};

const write = (scan: Scan, at: number, next: number, kind: string): number => {
  use(scan, at, next);
  draft(scan, at, {
    verb: 'build',
    class: 'build',
    constraints: [{ kind, value: nameOf(scan.words, at, next).replace(/^(?:an?|the|our) /, '') }],
    to: next,
  });
  return next;
};

/** "User stories", alone in their line. */
const readPlain = (scan: Scan, at: number): number | undefined => {
  const end = headingEnd(scan) ?? scan.words.length;
  return PLAIN.test(nameOf(scan.words, at, end)) ? write(scan, at, end, 'heading') : undefined;
};

/** "Holiday requests: an employee requests …": what stands before the colon names what the rest is about. */
export const readLabel = (scan: Scan, at: number): number | undefined => {
  const plain = readPlain(scan, at);
  if (plain !== undefined) return plain;
  const end = headingEnd(scan);
  const first = scan.words[at]?.lower ?? '';
  if (
    end === undefined ||
    end <= at ||
    (/^an?$/.test(first) && !isFor(scan, at, end)) ||
    /^(?:for|each|every|only|if|when|as)$/.test(first)
  )
    return undefined;
  const words = scan.words.slice(at, end);
  const told = words.some(({ lower, close }) => {
    const verb = verbOf(lower);
    return (
      /[,;.]/.test(close) || (verb?.form === 'base' && OPERATIONAL.has(verb.class)) || CHATTER.has(lower)
    );
  });
  if (told || !isClause(scan, end)) return undefined;
  return write(scan, at, end, scan.memory.thing === undefined ? 'service' : 'heading');
};

/** "We need a ticket desk.": nothing but what it is called. */
export const readBareProduct = (scan: Scan, at: number): number | undefined => {
  if (scan.memory.thing !== undefined || at === 0 || !/^(?:an?|our)$/.test(scan.words[at]?.lower ?? ''))
    return undefined;
  const words = scan.words.slice(at + 1);
  const plain = words.every(
    ({ lower, close }, index) =>
      /^[\p{L}-]+$/u.test(lower) && (index === words.length - 1 || close === '') && !CHATTER.has(lower),
  );
  const last = words.at(-1);
  if (
    !plain ||
    words.length === 0 ||
    words.length > 3 ||
    last?.lower.endsWith('s') ||
    verbOf(last?.lower ?? '')
  )
    return undefined;
  return write(scan, at, scan.words.length, 'service');
};
