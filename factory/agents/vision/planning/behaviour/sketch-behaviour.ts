import type { Tagger } from '../../reading/tag-words.ts';
import { givenAttributes } from '../plan-attributes.ts';
import { isUnchangeable } from '../unchangeable-things.ts';
import type { Thing } from '../things.ts';
import { sketchLifecycle } from './life-cycle.ts';
import { sketchDoing } from './sketch-doings.ts';
import { sketchLedger } from './sketch-ledger.ts';
import { nameNameless, nameReferred, sketchReferences } from './sketch-names.ts';
import { adoptParts, sketchLists, sketchParts } from './sketch-parts.ts';
import { sketchRules } from './sketch-rules.ts';
import type { Sketch, Sketches } from './sketch.ts';

const hasBehaviour = ({ statements }: Thing): boolean =>
  statements.some(({ behaviour }) => behaviour !== undefined);

/** What the text itself gives a thing, before anything is assumed. */
const begin = (thing: Thing, tagger: Tagger): Sketch => ({
  thing,
  name: thing.name,
  plural: tagger.plural(thing.name),
  attributes: givenAttributes(thing, isUnchangeable(thing)),
  parts: [],
  rules: [],
  doing: false,
  containers: new Set(),
  unrealised: [],
  assumptions: [],
});

export type SketchedBehaviour = {
  /** The behaviour of a thing, where the text gives it any. */
  of: (name: string) => Sketch | undefined;
  /** Names of parts: they are no things of their own. */
  parts: ReadonlySet<string>;
};

/** Works out the behaviour of all things of a plan together: rules of one need attributes of another. */
export const sketchBehaviour = (things: readonly Thing[], tagger: Tagger): SketchedBehaviour => {
  const statements = things.flatMap((thing) => thing.statements);
  const parts = new Set(
    statements.flatMap(({ behaviour }) => (behaviour?.kind === 'parts' ? [behaviour.part] : [])),
  );
  const all = things.filter(({ name }) => !parts.has(name)).map((thing) => begin(thing, tagger));
  for (const sketch of all) adoptParts(sketch, things);
  const sketches: Sketches = { all, tagger };
  for (const sketch of all) sketchParts(sketch, statements, tagger);
  for (const sketch of all) sketchLists(sketch, sketches);
  for (const sketch of all) sketchReferences(sketch, sketches);
  for (const sketch of all) sketchLedger(sketch, sketches);
  for (const sketch of all) sketchDoing(sketch, sketches);
  for (const sketch of all) sketchLifecycle(sketch, sketches);
  for (const sketch of all) sketchRules(sketch, sketches);
  for (const sketch of all) nameReferred(sketch, sketches);
  for (const sketch of all) nameNameless(sketch);
  const isReferred = ({ name }: Sketch) =>
    all.some(({ attributes, doing }) => doing && attributes.some(({ refers }) => refers === name));
  const touched = all.filter(
    (sketch) =>
      hasBehaviour(sketch.thing) ||
      sketch.lifecycle !== undefined ||
      sketch.rules.length > 0 ||
      sketch.parts.length > 0 ||
      sketch.attributes.some(({ nature }) => nature === 'reference') ||
      isReferred(sketch),
  );
  return { of: (name) => touched.find((sketch) => sketch.name === name), parts };
};
