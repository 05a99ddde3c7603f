import { camelCase } from '../../../../domain/naming.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import { ensureReference, findAttribute, sketchOf, type Sketch, type Sketches } from './sketch.ts';

/** An attribute of what an attribute of the thing, `through`, refers to. */
export type RelatedAttribute = { attribute: PlannedAttribute; through: string };

type Stated = StatedBehaviourOf<'compare'>;

const exactly = ({ attributes }: Sketch, name: string): PlannedAttribute | undefined =>
  attributes.find((each) => camelCase(each.name) === camelCase(name));

/** References of a thing, the one that is called so first. */
const referencesTo = (sketch: Sketch, other: string): PlannedAttribute[] =>
  sketch.attributes.filter(({ refers }) => refers === other);

const through = (sketch: Sketch, owner: Sketch, name: string | undefined): string | undefined => {
  const references = referencesTo(sketch, owner.name);
  const [only, ...more] = references;
  if (more.length === 0) return only?.name;
  return references.find((each) => each.name === name)?.name;
};

/** The thing that an attribute or the thing's name speaks of: "the deadline of its project", "its home ground". */
const ownerNamed = (sketch: Sketch, sketches: Sketches, of: string): Sketch | undefined => {
  const refers = sketch.attributes.find(({ name }) => name === of)?.refers;
  return sketchOf(sketches, refers ?? of);
};

const ofNamed = (
  sketch: Sketch,
  sketches: Sketches,
  name: string,
  of: string,
): RelatedAttribute | undefined => {
  const owner = ownerNamed(sketch, sketches, of);
  if (!owner || owner === sketch) return undefined;
  const attribute = findAttribute(owner.attributes, name);
  if (!attribute) return undefined;
  const known = through(sketch, owner, of) ?? ensureReference(sketches, sketch, of).name;
  return referencesTo(sketch, owner.name).some((each) => each.name === known)
    ? { attribute, through: known }
    : undefined;
};

/** What a comparison is with, where it is an attribute of another thing of the plan that this one refers to. */
export const relatedAttribute = (
  sketch: Sketch,
  sketches: Sketches,
  { with: other }: Stated,
): RelatedAttribute | undefined => {
  if (typeof other === 'number' || 'moment' in other) return undefined;
  const { attribute: name, of } = other;
  if (of !== undefined && exactly(sketch, `${name} of ${of}`)) return undefined;
  if (of !== undefined) return ofNamed(sketch, sketches, name, of);
  const own = [...sketch.attributes, ...sketch.parts.flatMap(({ attributes }) => attributes)];
  if (findAttribute(own, name)) return undefined;
  const found = sketches.all.flatMap((owner) => {
    const attribute = owner === sketch ? undefined : exactly(owner, name);
    const via = attribute && through(sketch, owner, undefined);
    return attribute && via ? [{ attribute, through: via }] : [];
  });
  return found.length === 1 ? found[0] : undefined;
};
