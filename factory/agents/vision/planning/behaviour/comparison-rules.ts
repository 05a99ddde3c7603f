import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { capitalised, withArticle } from '../wording.ts';
import { COMPARISONS, TIMES } from './comparison-words.ts';
import { countParts } from './count-rules.ts';
import { foreignOwner } from './foreign-attributes.ts';
import {
  attributeOf,
  behaviours,
  ensure,
  findAttribute,
  refuse,
  type Sketch,
  type Sketches,
} from './sketch.ts';

const NUMERIC = new Set<PlannedAttribute['nature']>(['number', 'quantity', 'money']);

const TIME = new Set<PlannedAttribute['nature']>(['date', 'instant']);

const natureFor = (
  other: StatedBehaviourOf<'compare'>['with'],
  peer: PlannedAttribute | undefined,
): PlannedAttribute['nature'] => {
  if (typeof other === 'number') return Number.isInteger(other) ? 'number' : 'quantity';
  if ('moment' in other) return other.moment === 'today' ? 'date' : 'instant';
  return peer?.nature ?? 'number';
};

const findOrAdd = (
  sketch: Sketch,
  part: PlannedPart | undefined,
  name: string,
  nature: PlannedAttribute['nature'],
): PlannedAttribute => {
  const known = findAttribute(part?.attributes ?? sketch.attributes, name);
  if (known?.nature === 'text') known.nature = nature;
  if (known) return known;
  if (!part) return ensure(sketch, name, { nature });
  const added = attributeOf(name, { nature });
  part.attributes.push(added);
  return added;
};

type Stated = StatedBehaviourOf<'compare'>;

/** The part whose attribute is meant, where the thing itself has none of the name. */
const partMeant = (sketch: Sketch, object: string | undefined, name: string): PlannedPart | undefined =>
  sketch.parts.find(
    (part) =>
      part.name === object ||
      (!findAttribute(sketch.attributes, name) && findAttribute(part.attributes, name) !== undefined),
  );

const otherName = ({ with: other }: Stated): string | undefined =>
  typeof other === 'object' && 'attribute' in other ? other.attribute : undefined;

type Sides = { part: PlannedPart | undefined; own: PlannedAttribute; partner: PlannedAttribute | undefined };

/** What is compared with what; what is missing is added. */
const sidesOf = (sketch: Sketch, object: string | undefined, stated: Stated): Sides => {
  const part = partMeant(sketch, object, stated.attribute);
  const name = otherName(stated);
  const peer = name ? findAttribute(part?.attributes ?? sketch.attributes, name) : undefined;
  const called = stated.attribute === sketch.name ? 'value' : stated.attribute;
  const own = findOrAdd(sketch, part, called, natureFor(stated.with, peer));
  return { part, own, partner: peer ?? (name ? findOrAdd(sketch, part, name, own.nature) : undefined) };
};

const isComparable = ({ own, partner }: Sides, { with: other }: Stated): boolean => {
  if (typeof other === 'number') return NUMERIC.has(own.nature);
  if (!partner) return TIME.has(own.nature);
  const ordered = NUMERIC.has(own.nature) || TIME.has(own.nature);
  return ordered && own.nature === partner.nature && own.name !== partner.name;
};

/** A number, another attribute, or the moment that fits the attribute's nature. */
const rightOf = ({ own, partner }: Sides, { with: other }: Stated): Stated['with'] => {
  if (typeof other === 'number') return other;
  if (partner) return { attribute: partner.name };
  return { moment: own.nature === 'date' ? 'today' : 'now' };
};

const rightText = (right: Stated['with']): string => {
  if (typeof right === 'number') return `${right}`;
  return 'moment' in right ? right.moment : `its ${right.attribute}`;
};

const writeComparison = (
  sketch: Sketch,
  sketches: Sketches,
  statement: Sketch['thing']['statements'][number],
  stated: Stated,
): void => {
  const counted =
    stated.attribute === 'number' ? sketch.parts.find((part) => part.name === statement.object) : undefined;
  if (counted && typeof stated.with === 'number') {
    countParts(sketch, statement, counted, stated.comparison, stated.with);
    return;
  }
  const name = otherName(stated);
  const owner = name === undefined ? undefined : foreignOwner(sketch, sketches, name);
  if (name !== undefined && owner) {
    const nature = findAttribute(owner.attributes, name)?.nature ?? 'number';
    findOrAdd(sketch, undefined, stated.attribute === sketch.name ? 'value' : stated.attribute, nature);
    refuse(
      sketch,
      statement,
      `This compares with the ${name} of ${withArticle(owner.name)}; rules compare attributes of one thing.`,
    );
    return;
  }
  const sides = sidesOf(sketch, statement.object, stated);
  const { own, part } = sides;
  if (!isComparable(sides, stated)) {
    refuse(sketch, statement, `${capitalised(own.name)} cannot be compared with that.`);
    return;
  }
  const right = rightOf(sides, stated);
  const words = TIME.has(own.nature) ? TIMES : COMPARISONS;
  // What lies ahead when it is put in is past later on.
  const passing = typeof right === 'object' && 'moment' in right;
  sketch.rules.push({
    statements: [statement],
    rule: {
      kind: 'compare',
      statement: `The ${own.name} of ${withArticle(part?.name ?? sketch.name)} is ${words[stated.comparison]}${rightText(right)}.`,
      attribute: own.name,
      comparison: stated.comparison,
      with: right,
      verbs: passing ? [sketch.recordVerb ?? 'add'] : [],
      ...(part ? { part: part.name } : {}),
    },
  });
};

/** "a rating from 1 to 5" */
const bounded = (statement: Sketch['thing']['statements'][number]): StatedBehaviourOf<'compare'>[] => {
  const constraints = [
    ...statement.constraints,
    ...(statement.behaviour?.kind === 'parts' ? statement.behaviour.constraints : []),
  ];
  return constraints.flatMap(({ kind, value }): StatedBehaviourOf<'compare'>[] => {
    if (kind !== 'minimum' && kind !== 'maximum') return [];
    const cut = value.lastIndexOf(': ');
    const comparison = kind === 'minimum' ? 'at-least' : 'at-most';
    return [
      { kind: 'compare', attribute: value.slice(0, cut), comparison, with: Number(value.slice(cut + 2)) },
    ];
  });
};

export const sketchComparisons = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of sketch.thing.statements)
    for (const comparison of bounded(statement)) writeComparison(sketch, sketches, statement, comparison);
  for (const statement of behaviours(sketch, 'compare'))
    writeComparison(sketch, sketches, statement, statement.behaviour);
  if (sketch.ledger) return;
  for (const statement of behaviours(sketch, 'floor'))
    writeComparison(sketch, sketches, statement, {
      kind: 'compare',
      attribute: statement.behaviour.of,
      comparison: 'at-least',
      with: statement.behaviour.minimum,
    });
};
