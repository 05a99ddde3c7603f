import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { capitalised, withArticle } from '../wording.ts';
import { attributeOf, behaviours, ensure, findAttribute, refuse, type Sketch } from './sketch.ts';
import { compute } from './value-rules.ts';

const COMPARISONS: Record<StatedBehaviourOf<'compare'>['comparison'], string> = {
  equal: '',
  different: 'not ',
  less: 'less than ',
  'at-most': 'at most ',
  greater: 'greater than ',
  'at-least': 'at least ',
};

const TIMES: typeof COMPARISONS = {
  ...COMPARISONS,
  less: 'before ',
  'at-most': 'not after ',
  greater: 'after ',
  'at-least': 'not before ',
};

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

/** "the number of dishes is at most 10" */
const countParts = (
  sketch: Sketch,
  statement: Sketch['thing']['statements'][number],
  part: PlannedPart,
  comparison: StatedBehaviourOf<'compare'>['comparison'],
  bound: number,
): void => {
  const attribute = `number of ${part.plural}`;
  compute(sketch, attribute, { nature: 'number', computed: true, required: false });
  const one = withArticle(sketch.name);
  sketch.rules.push(
    {
      statements: [statement],
      rule: {
        kind: 'computed',
        statement: `The ${attribute} of ${one} is counted.`,
        attribute,
        formula: { op: 'count', parts: part.name },
      },
    },
    {
      statements: [statement],
      rule: {
        kind: 'compare',
        statement: `The ${attribute} of ${one} is ${COMPARISONS[comparison]}${bound}.`,
        attribute,
        comparison,
        with: bound,
        verbs: [],
      },
    },
  );
};

const writeComparison = (
  sketch: Sketch,
  statement: Sketch['thing']['statements'][number],
  { attribute, comparison, with: other }: StatedBehaviourOf<'compare'>,
): void => {
  const counted =
    attribute === 'number' ? sketch.parts.find((part) => part.name === statement.object) : undefined;
  if (counted && typeof other === 'number') {
    countParts(sketch, statement, counted, comparison, other);
    return;
  }
  const inPart = sketch.parts.find(
    (part) =>
      part.name === statement.object ||
      (!findAttribute(sketch.attributes, attribute) &&
        findAttribute(part.attributes, attribute) !== undefined),
  );
  const scope = inPart?.attributes ?? sketch.attributes;
  const peer =
    typeof other === 'object' && 'attribute' in other ? findAttribute(scope, other.attribute) : undefined;
  const own = findOrAdd(
    sketch,
    inPart,
    attribute === sketch.name ? 'value' : attribute,
    natureFor(other, peer),
  );
  const partner =
    typeof other === 'object' && 'attribute' in other
      ? (peer ?? findOrAdd(sketch, inPart, other.attribute, own.nature))
      : undefined;
  const comparable = (one: PlannedAttribute) =>
    typeof other === 'number'
      ? NUMERIC.has(one.nature)
      : partner
        ? NUMERIC.has(one.nature) || TIME.has(one.nature)
        : TIME.has(one.nature);
  if (!comparable(own) || (partner && (own.nature !== partner.nature || own.name === partner.name))) {
    refuse(sketch, statement, `${capitalised(own.name)} cannot be compared with that.`);
    return;
  }
  const moment =
    typeof other === 'object' && 'moment' in other ? (own.nature === 'date' ? 'today' : 'now') : undefined;
  const words = TIME.has(own.nature) ? TIMES : COMPARISONS;
  const right =
    typeof other === 'number' ? `${other}` : moment !== undefined ? moment : `its ${partner?.name ?? ''}`;
  sketch.rules.push({
    statements: [statement],
    rule: {
      kind: 'compare',
      statement: `The ${own.name} of ${withArticle(inPart?.name ?? sketch.name)} is ${words[comparison]}${right}.`,
      attribute: own.name,
      comparison,
      with:
        typeof other === 'number'
          ? other
          : moment !== undefined
            ? { moment }
            : { attribute: partner?.name ?? '' },
      // What lies ahead when it is put in is past later on.
      verbs: moment !== undefined ? [sketch.recordVerb ?? 'add'] : [],
      ...(inPart ? { part: inPart.name } : {}),
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

export const sketchComparisons = (sketch: Sketch): void => {
  for (const statement of sketch.thing.statements)
    for (const comparison of bounded(statement)) writeComparison(sketch, statement, comparison);
  for (const statement of behaviours(sketch, 'compare'))
    writeComparison(sketch, statement, statement.behaviour);
  if (sketch.ledger) return;
  for (const statement of behaviours(sketch, 'floor'))
    writeComparison(sketch, statement, {
      kind: 'compare',
      attribute: statement.behaviour.of,
      comparison: 'at-least',
      with: statement.behaviour.minimum,
    });
};
