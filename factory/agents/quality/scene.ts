import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { letSomebody } from './callers.ts';
import { givable, required } from './attributes.ts';
import { prepareParts, rowFor, type Wanted } from './casting.ts';
import type { ResolvedThing } from './resolve-vocabulary.ts';
import type { Action } from './rules-of.ts';
import { a, given, type Chosen, type Script } from './script.ts';

/** A scenario about one kind of thing, whose things need no names. */
export type Scene = { script: Script; resolved: ResolvedThing };

export const everything = ({ resolved }: Scene): PlannedAttribute[] => givable(resolved);

export const needed = ({ resolved }: Scene, ...more: readonly string[]): PlannedAttribute[] =>
  required(resolved, ...more);

/** The next row, with all that it needs recorded before. */
export const valuesOf = (
  { script, resolved }: Scene,
  attributes: readonly PlannedAttribute[],
  wanted: Wanted = {},
): Chosen => rowFor(script, resolved, attributes, wanted);

/** Somebody who may do it calls. */
export const asAllowed = (
  { script, resolved }: Scene,
  kind: Exclude<Action['kind'], 'move' | 'post'>,
  row: Chosen,
): void => letSomebody(script, resolved.thing, { kind }, row);

/** They are there, with the same parts each. */
export const wereRecorded = (scene: Scene, rows: readonly Chosen[]): void => {
  const { script, resolved } = scene;
  prepareParts(script, resolved);
  asAllowed(scene, 'record', rows[0] ?? {});
  const { thing } = resolved;
  if (rows.every((row) => Object.keys(row).length === 0))
    for (const row of rows) given(script, `${a(thing)} was recorded:`, [row]);
  else if (rows.length === 1) given(script, `${a(thing)} was recorded:`, rows);
  else given(script, `these ${thing.plural} were recorded:`, rows);
};

/** One is there; answers its row. */
export const oneRecorded = (scene: Scene, attributes = everything(scene)): Chosen => {
  const row = valuesOf(scene, attributes);
  wereRecorded(scene, [row]);
  return row;
};
