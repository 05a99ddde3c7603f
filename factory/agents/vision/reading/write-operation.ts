import type { Acting } from './actor.ts';
import { isExceptedAt } from './behaviour/exceptions.ts';
import { NOMINAL_OPERATIONS } from './containers.ts';
import { readModifiers } from './modifiers.ts';
import type { Objects } from './objects.ts';
import { forbidden } from './prohibition.ts';
import { draft, type Draft, lower, type Scan, use } from './scan.ts';
import type { Found } from './verb-list.ts';
import { type Verb, verbOf } from './verbs.ts';

/** "provide a search by name": an operation that is asked for by a noun. */
export const nominal = (scan: Scan, { names }: Objects): Verb | undefined => {
  const head = names[0]?.split(' ').at(-1) ?? '';
  const lemma = Object.hasOwn(NOMINAL_OPERATIONS, head) ? NOMINAL_OPERATIONS[head] : undefined;
  return lemma && scan.memory.thing ? verbOf(lemma) : undefined;
};

/** Modifiers that follow the last verb belong to the others, too, unless one puts in and the other takes out. */
const share = (drafts: readonly Draft[]): void => {
  const last = drafts.at(-1);
  for (const other of drafts.slice(0, -1)) {
    if (!last || other.object !== last.object) continue;
    other.to = last.to;
    if (other.class === last.class || (other.class !== 'add' && last.class !== 'add'))
      other.constraints.push(...last.constraints.filter(({ kind }) => kind !== 'container'));
  }
};

export const write = (
  scan: Scan,
  at: number,
  actor: string | undefined,
  found: readonly Found[],
  read: Objects,
): number => {
  const asNoun = nominal(scan, read);
  const implied = scan.memory.thing ? [scan.memory.thing] : [];
  const verbs = read.holder ? [read.holder.verb] : asNoun ? [asNoun] : found.map(({ verb }) => verb);
  const objects = asNoun || read.names.length === 0 ? implied : read.names;
  const constraints = () => (read.holder ? [{ kind: 'container', value: read.holder.name }] : []);
  const drafts = objects.flatMap((object) =>
    verbs.map((verb) =>
      draft(scan, at, {
        verb: verb.lemma,
        class: verb.class,
        object,
        ...(actor ? { actor } : {}),
        constraints: constraints(),
      }),
    ),
  );
  const last = drafts.at(-1);
  if (!last?.object) return read.next;
  scan.memory.thing = last.object;
  const next = readModifiers(scan, read.next, last, read.plural);
  share(drafts);
  if (read.unchangeable)
    draft(scan, at, {
      object: last.object,
      verb: 'change',
      class: 'change',
      constraints: [{ kind: 'never', value: 'both' }],
      to: read.next,
    });
  return next;
};

export const writeProhibition = (
  scan: Scan,
  at: number,
  verbs: readonly Verb[],
  read: Objects,
): number | undefined => {
  const value = forbidden(verbs);
  if (!value || isExceptedAt(scan, read.next)) return undefined;
  use(scan, at, read.next);
  for (const object of read.names)
    draft(scan, at, {
      object,
      verb: verbs[0]?.lemma ?? 'change',
      class: value === 'remove' ? 'remove' : 'change',
      constraints: [{ kind: 'never', value }],
      to: read.next,
    });
  return read.next;
};

/** "only auditors can …": the operation is read, and that it is theirs alone. */
export const restrict = (
  scan: Scan,
  at: number,
  to: number,
  acting: Acting | undefined,
  verbs: readonly Verb[],
): void => {
  const role = lower(scan, at) === 'only' ? acting?.actor : undefined;
  const object = scan.drafts.at(-1)?.object;
  if (role === undefined || object === undefined) return;
  const behaviour = { kind: 'permission' as const, verbs: verbs.map(({ lemma }) => lemma), roles: [role] };
  draft(scan, at, { object, to, behaviour });
};
