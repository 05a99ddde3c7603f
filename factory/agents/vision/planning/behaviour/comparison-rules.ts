import type { PlannedRuleOf } from '../../../../domain/planned-rule.ts';
import { capitalised, withArticle } from '../wording.ts';
import { isComparable, isTimed, otherName, sidesOf, type Sides, type Stated } from './comparison-sides.ts';
import { COMPARISONS, TIMES } from './comparison-words.ts';
import { countParts } from './count-rules.ts';
import { foreignOwner } from './foreign-attributes.ts';
import { relatedAttribute } from './related-attribute.ts';
import { behaviours, ensure, findAttribute, refuse, type Sketch, type Sketches } from './sketch.ts';

type Right = PlannedRuleOf<'compare'>['with'];

/** A number, another attribute, or the moment that fits the attribute's nature. */
const rightOf = ({ own, partner, through }: Sides, { with: other }: Stated): Right => {
  if (typeof other === 'number') return other;
  if (partner) return { attribute: partner.name, ...(through ? { through } : {}) };
  return { moment: own.nature === 'date' ? 'today' : 'now' };
};

const rightText = (right: Right): string => {
  if (typeof right === 'number') return `${right}`;
  if ('moment' in right) return right.moment;
  return right.through ? `the ${right.attribute} of its ${right.through}` : `its ${right.attribute}`;
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
  const related = relatedAttribute(sketch, sketches, stated);
  const owner = name === undefined || related ? undefined : foreignOwner(sketch, sketches, name);
  if (name !== undefined && owner) {
    const nature = findAttribute(owner.attributes, name)?.nature ?? 'number';
    ensure(sketch, stated.attribute === sketch.name ? 'value' : stated.attribute, { nature });
    refuse(
      sketch,
      statement,
      `This compares with the ${name} of ${withArticle(owner.name)}, and the text does not say which ${owner.name} ${withArticle(sketch.name)} belongs to.`,
    );
    return;
  }
  const sides = sidesOf(sketch, statement.object, stated, related);
  const { own, part } = sides;
  if (!isComparable(sides, stated)) {
    refuse(sketch, statement, `${capitalised(own.name)} cannot be compared with that.`);
    return;
  }
  const right = rightOf(sides, stated);
  const words = isTimed(own) ? TIMES : COMPARISONS;
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
const bounded = (statement: Sketch['thing']['statements'][number]): Stated[] => {
  const constraints = [
    ...statement.constraints,
    ...(statement.behaviour?.kind === 'parts' ? statement.behaviour.constraints : []),
  ];
  return constraints.flatMap(({ kind, value }): Stated[] => {
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
