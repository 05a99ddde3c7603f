import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { attributeOf, ensure, findAttribute, type Sketch } from './sketch.ts';
import type { RelatedAttribute } from './related-attribute.ts';

export type Stated = StatedBehaviourOf<'compare'>;

const NUMERIC = new Set<PlannedAttribute['nature']>(['number', 'quantity', 'money']);
const TIME = new Set<PlannedAttribute['nature']>(['date', 'instant']);
const NAMING = new Set<PlannedAttribute['nature']>(['text', 'reference']);

export const isTimed = ({ nature }: PlannedAttribute): boolean => TIME.has(nature);

/** What is compared with what. `through`: the reference to the thing whose attribute the partner is. */
export type Sides = {
  part: PlannedPart | undefined;
  own: PlannedAttribute;
  partner: PlannedAttribute | undefined;
  through?: string;
};

const natureFor = (
  other: Stated['with'],
  peer: PlannedAttribute | undefined,
): PlannedAttribute['nature'] | undefined => {
  if (typeof other === 'number') return Number.isInteger(other) ? 'number' : 'quantity';
  if ('moment' in other) return other.moment === 'today' ? 'date' : 'instant';
  return peer?.nature;
};

/** What an order is said of is no text; whether it is the same can be asked of any. */
const retype = (attribute: PlannedAttribute, nature: PlannedAttribute['nature'], { comparison }: Stated) => {
  if (attribute.nature === 'text' && comparison !== 'different' && comparison !== 'equal')
    attribute.nature = nature;
  return attribute;
};

const findOrAdd = (
  sketch: Sketch,
  part: PlannedPart | undefined,
  name: string,
  nature: PlannedAttribute['nature'],
  stated: Stated,
): PlannedAttribute => {
  const known = findAttribute(part?.attributes ?? sketch.attributes, name);
  if (known) return retype(known, nature, stated);
  if (!part) return ensure(sketch, name, { nature });
  const added = attributeOf(name, { nature });
  part.attributes.push(added);
  return added;
};

/** The part whose attribute is meant, where the thing itself has none of the name. */
const partMeant = (sketch: Sketch, object: string | undefined, name: string): PlannedPart | undefined =>
  sketch.parts.find(
    (part) =>
      part.name === object ||
      (!findAttribute(sketch.attributes, name) && findAttribute(part.attributes, name) !== undefined),
  );

export const otherName = ({ with: other }: Stated): string | undefined =>
  typeof other === 'object' && 'attribute' in other ? other.attribute : undefined;

/** "a bid must be higher than …": the only number of a bid, else its value. */
const ownName = (sketch: Sketch, { attribute }: Stated, wanted: PlannedAttribute['nature'] | undefined) => {
  if (attribute !== sketch.name) return attribute;
  const fitting = sketch.attributes.filter(({ nature, computed }) =>
    computed ? false : wanted && TIME.has(wanted) ? TIME.has(nature) : NUMERIC.has(nature),
  );
  return fitting.length === 1 && fitting[0] ? fitting[0].name : 'value';
};

/** What is compared with what; what is missing is added. */
export const sidesOf = (
  sketch: Sketch,
  object: string | undefined,
  stated: Stated,
  related: RelatedAttribute | undefined,
): Sides => {
  const name = otherName(stated);
  const part = related ? undefined : partMeant(sketch, object, stated.attribute);
  const peer =
    related?.attribute ?? (name ? findAttribute(part?.attributes ?? sketch.attributes, name) : undefined);
  const called = ownName(sketch, stated, peer?.nature);
  const wanted = natureFor(stated.with, peer) ?? 'number';
  const own = findOrAdd(sketch, part, called, wanted, stated);
  if (related) return { part, own, partner: related.attribute, through: related.through };
  if (peer) return { part, own, partner: retype(peer, own.nature, stated) };
  return { part, own, partner: name ? findOrAdd(sketch, part, name, own.nature, stated) : undefined };
};

export const isComparable = (
  { own, partner, through }: Sides,
  { with: other, comparison }: Stated,
): boolean => {
  if (typeof other === 'number') return NUMERIC.has(own.nature);
  if (!partner) return TIME.has(own.nature);
  if (through === undefined && own.name === partner.name) return false;
  if (NUMERIC.has(own.nature) && NUMERIC.has(partner.nature)) return true;
  if (own.nature !== partner.nature) return false;
  const naming = comparison === 'different' && NAMING.has(own.nature) && own.refers === partner.refers;
  return naming || TIME.has(own.nature);
};
