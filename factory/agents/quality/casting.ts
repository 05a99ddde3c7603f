import { words } from '../../domain/naming.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { required, thingCalled } from './attributes.ts';
import { letSomebody, setCaller, type Caller } from './callers.ts';
import { unitOf } from './cells.ts';
import type { PlannedPart } from './planned-things.ts';
import type { ResolvedThing } from './resolve-vocabulary.ts';
import { rulesOf } from './rules-of.ts';
import { sampleRow, type Making } from './sample-rows.ts';
import { BEGIN, a, given, setClock, tableOf, when, type Actor, type Chosen, type Script } from './script.ts';

/** A chain of things that refer to one another ends here: a thing that needs another of its kind cannot begin. */
const DEEPEST = 6;

export type Wanted = {
  values?: Chosen;
  /** Rows of parts, by the part's plural. */
  parts?: Record<string, Chosen[]>;
  /** Word that every free text holds: what makes an external system refuse, or be away. */
  mark?: string | undefined;
  /** Who records it; absent: somebody who may. */
  caller?: { is: Caller };
};

/** A name that no other thing of the suite has. */
export const nameFor = ({ book }: Script, thing: string): string =>
  `${words(thing).join(' ')} ${book.next()}`;

/** Names what a reference refers to: something recorded for it, or something that another service keeps. */
const referring =
  (script: Script, depth: number) =>
  ({ name, refers = name }: PlannedAttribute): string => {
    const resolved = script.book.things.get(refers);
    if (!resolved || resolved.thing.foreign || depth > DEEPEST) return nameFor(script, refers);
    return bring(script, refers, {}, depth + 1).name;
  };

const making = (script: Script, mark: string | undefined, depth: number): Making => ({
  reference: referring(script, depth),
  mark,
});

/** The next row of a thing, with all that it refers to recorded before. */
export const rowFor = (
  script: Script,
  resolved: ResolvedThing,
  attributes: readonly PlannedAttribute[],
  { values = {}, mark }: Wanted = {},
  depth = 0,
): Chosen => sampleRow(script, resolved, attributes, values, making(script, mark, depth));

const isTaken = (resolved: ResolvedThing, part: PlannedPart, attribute: PlannedAttribute): boolean => {
  const found = resolved.subject.parts?.[part.plural];
  const place = found && 'attributes' in found ? found.attributes[attribute.name] : undefined;
  return (resolved.thing.foreign || !attribute.computed) && place !== undefined;
};

/** Whole numbers that tell a sum from a product, each another. */
const AMOUNTS = [3, 7, 5, 11, 2, 13];

/** Two rows of a part, unless others are wanted; their numbers are small, so that stocks and limits have room. */
export const partRows = (
  script: Script,
  resolved: ResolvedThing,
  part: PlannedPart,
  { mark, values = {} }: Wanted = {},
  depth = 0,
): Chosen[] => {
  const schemas = resolved.partSchemas[part.plural] ?? {};
  const taken = part.attributes.filter((attribute) => isTaken(resolved, part, attribute));
  const numbers = taken.filter(({ nature }) => ['number', 'quantity', 'money'].includes(nature));
  return [0, 1].map((row) => {
    const amounts = numbers.map(({ name, nature }, index): [string, string] => {
      const amount = AMOUNTS[(row * numbers.length + index) % AMOUNTS.length] ?? 1;
      return [name, String(unitOf(nature, schemas[name] ?? {}) < 1 ? amount + 0.5 : amount)];
    });
    const make = { ...making(script, mark, depth), usual: Object.fromEntries(amounts) };
    return sampleRow(script, { thing: resolved.thing, schemas }, taken, values, make, part);
  });
};

/** Says what the parts of a thing are, where that is not what was said last. */
export const setParts = (script: Script, { thing }: ResolvedThing, plural: string, rows: Chosen[]): void => {
  const key = `${thing.name} ${plural}`;
  const text = tableOf(rows).join('\n');
  if (script.parts.get(key) === text) return;
  script.parts.set(key, text);
  given(script, `the ${plural} of each ${thing.name} are:`, rows);
};

export const prepareParts = (
  script: Script,
  resolved: ResolvedThing,
  { parts = {}, mark }: Wanted = {},
  depth = 0,
): Record<string, Chosen[]> => {
  const chosen = resolved.thing.parts
    .filter(({ plural }) => !resolved.thing.foreign || resolved.subject.parts?.[plural] !== undefined)
    .map((part): [string, Chosen[]] => [
      part.plural,
      parts[part.plural] ?? partRows(script, resolved, part, { mark }, depth),
    ]);
  for (const [plural, rows] of chosen) setParts(script, resolved, plural, rows);
  return Object.fromEntries(chosen);
};

/** Who alone may do something with one later is named when it is put in, also where that is not asked for. */
const owners = ({ book }: Script, { thing }: ResolvedThing): string[] =>
  rulesOf(book.plan, thing, 'own').map(({ attribute }) => attribute);

const prepared = (script: Script, name: string, wanted: Wanted, depth: number): Actor => {
  if (script.now === 0) setClock(script, BEGIN);
  const resolved = thingCalled(script, name);
  const values = rowFor(
    script,
    resolved,
    required(resolved, ...Object.keys(wanted.values ?? {}), ...owners(script, resolved)),
    wanted,
    depth,
  );
  const parts = prepareParts(script, resolved, wanted, depth);
  if (wanted.caller) setCaller(script, wanted.caller.is);
  else letSomebody(script, resolved.thing, { kind: 'record' }, values);
  const initial = resolved.thing.lifecycle?.initial;
  const entered = initial === undefined ? {} : { [initial]: script.now };
  return { name: nameFor(script, resolved.thing.name), resolved, values, parts, state: initial, entered };
};

/** A thing that is there before what the scenario is about; it is in its initial state. */
export const bring = (script: Script, name: string, wanted: Wanted = {}, depth = 0): Actor => {
  const actor = prepared(script, name, wanted, depth);
  given(script, `${a(actor.resolved.thing)} "${actor.name}" was recorded:`, [actor.values]);
  script.cast.set(actor.name, actor);
  return actor;
};

/** Somebody tries to record one; whether it is there afterwards, the scenario says. */
export const tryToRecord = (script: Script, name: string, wanted: Wanted = {}): Actor => {
  const actor = prepared(script, name, wanted, 0);
  when(script, `${a(actor.resolved.thing)} "${actor.name}" is recorded:`, [actor.values]);
  script.cast.set(actor.name, actor);
  return actor;
};
