import { readChoices } from './choice-list.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';
import type { Topic } from './topic.ts';
import { UNCHANGEABLE } from './unchangeable.ts';

const COPULA =
  /^(?:(?:must|should|shall|has to|have to|can|may) (?:always )?be|is|are)(?: always| also)?(?: |$)/;
const RULES: ReadonlyMap<string, string> = new Map([
  ['unique', 'unique'],
  ['required', 'required'],
  ['mandatory', 'required'],
  ['optional', 'optional'],
]);
const NATURES: ReadonlyMap<string, string> = new Map([
  ['number', 'number'],
  ['date', 'date'],
  ['text', 'text'],
  ['amount', 'money'],
  ['timestamp', 'instant'],
  ['boolean', 'flag'],
]);

const push = (
  scan: Scan,
  at: number,
  next: number,
  object: string | undefined,
  kind: string,
  value: string,
): number => {
  use(scan, at, next);
  draft(scan, at, { ...(object ? { object } : {}), constraints: [{ kind, value }], to: next });
  return next;
};

const readChoice = (
  scan: Scan,
  at: number,
  start: number,
  topic: Topic,
  object: string | undefined,
): number | undefined => {
  const opening = ahead(scan, start, 2) === 'one of' ? 2 : lower(scan, start) === 'either' ? 1 : 0;
  const listed = topic.owner !== undefined && /\bor\b/.test(ahead(scan, start, 6));
  if (opening === 0 && !listed) return undefined;
  const before = [...scan.used];
  const { next, values } = readChoices(scan, start + opening, false);
  if (values.length > 1)
    return push(scan, at, next, object, 'choice', `${topic.name}: ${values.join(' | ')}`);
  scan.used.splice(0, before.length, ...before);
  return undefined;
};

/** "is unique", "is optional", "are immutable", "is one of a, b or c", "is a date". */
export const readProperty = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const copula = COPULA.exec(ahead(scan, topic.next, 4));
  if (!copula) return undefined;
  const start = topic.next + copula[0].trim().split(' ').length;
  const word = lower(scan, start);
  const object = topic.owner ?? scan.memory.thing;
  if (UNCHANGEABLE.test(word)) {
    draft(scan, at, {
      object: topic.owner ?? topic.name,
      verb: 'change',
      class: 'change',
      constraints: [{ kind: 'never', value: 'both' }],
      to: start + 1,
    });
    use(scan, at, start + 1);
    return start + 1;
  }
  const rule = RULES.get(word);
  if (rule) return push(scan, at, start + 1, object, rule, topic.name);
  const typed = /^(?:an? )?(?:whole |decimal |free )?(number|date|text|amount|timestamp|boolean)(?= |$)/.exec(
    ahead(scan, start, 3),
  );
  const nature = NATURES.get(typed?.[1] ?? '');
  const next = start + (typed?.[0].split(' ').length ?? 0);
  if (nature && lower(scan, next) !== 'of')
    return push(scan, at, next, object, 'nature', `${topic.name}: ${nature}`);
  return readChoice(scan, at, start, topic, object);
};
