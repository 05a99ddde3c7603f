import { letSomebody } from './callers.ts';
import { required, thingCalled } from './attributes.ts';
import { bring, rowFor } from './casting.ts';
import type { Action } from './rules-of.ts';
import { when, type Actor, type Chosen, type Script } from './script.ts';

/** What a refusal that keeps a rule looks like. */
export const REFUSED = 'it is refused and nothing changed';

/** The values of a thing with another for something that may change. */
export const newValues = (script: Script, actor: Actor): Chosen => {
  const { resolved } = actor;
  const free = required(resolved).find(
    ({ nature, unique, name }) =>
      ['text', 'money', 'number', 'quantity'].includes(nature) &&
      !unique &&
      resolved.thing.ledger?.owner !== name,
  );
  return free ? { ...actor.values, ...rowFor(script, resolved, [free]) } : actor.values;
};

/** Whoever calls now tries it with a thing. */
export const sayAction = (script: Script, actor: Actor, action: Action): void => {
  const called = `the ${actor.resolved.thing.name} "${actor.name}"`;
  if (action.kind === 'move') when(script, `"${action.verb}" is tried with ${called}`);
  else if (action.kind === 'post') when(script, `"${action.verb}" of 1 is tried with ${called}`);
  else if (action.kind === 'change')
    when(script, `someone tries to change ${called} to:`, [newValues(script, actor)]);
  else when(script, `someone tries to ${action.kind} ${called}`);
};

/** Somebody who may do it tries it with a thing. */
export const tryAction = (script: Script, actor: Actor, action: Action): void => {
  letSomebody(script, actor.resolved.thing, action, actor.values);
  sayAction(script, actor, action);
};

/** Cells that several things share: each names something recorded for them, or is a value that no others have. */
export const sharedCells = (
  script: Script,
  subject: string,
  names: readonly string[],
  valuesOf: (name: string) => Chosen = () => ({}),
): Chosen => {
  const resolved = thingCalled(script, subject);
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const attribute = resolved.thing.attributes.find((each) => each.name === name);
      if (!attribute) return [];
      const refers = attribute.refers ?? name;
      const known = attribute.nature === 'reference' ? script.book.things.get(refers) : undefined;
      if (known && !known.thing.foreign)
        return [[name, bring(script, refers, { values: valuesOf(name) }).name]];
      return [[name, rowFor(script, resolved, [attribute])[name] ?? '']];
    }),
  );
};

/** Sentence about what a thing shows of an attribute. */
export const shows = ({ resolved, name }: Actor, attribute: string, cell: string): string =>
  `the ${attribute} of the ${resolved.thing.name} "${name}" is "${cell}"`;
