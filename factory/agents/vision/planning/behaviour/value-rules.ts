import { durationText } from '../../../../domain/duration.ts';
import { camelCase } from '../../../../domain/naming.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { verbOf } from '../../reading/verbs.ts';
import { listing, withArticle } from '../wording.ts';
import { calculate, formulaText } from './formulas.ts';
import {
  attributeOf,
  behaviours,
  ensure,
  ensureReference,
  findAttribute,
  refuse,
  type Sketch,
  type Sketches,
} from './sketch.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const compute = (sketch: Sketch, name: string, fields: Partial<PlannedAttribute>): void => {
  const known = sketch.attributes.find((each) => camelCase(each.name) === camelCase(name));
  if (known) Object.assign(known, fields);
  else sketch.attributes.push(attributeOf(name, fields));
};

/** Calculations of parts come first: those of the whole may use them. */
export const sketchFormulas = (sketch: Sketch): void => {
  const stated = behaviours(sketch, 'formula');
  const partOf = (object: string | undefined): PlannedPart | undefined =>
    sketch.parts.find(({ name }) => name === object);
  const ordered = [
    ...stated.filter(({ object }) => partOf(object)),
    ...stated.filter(({ object }) => !partOf(object)),
  ];
  for (const statement of ordered) {
    const { attribute, formula } = statement.behaviour;
    const part = partOf(statement.object);
    const found = calculate(formula, sketch, part);
    if (!found) {
      refuse(sketch, statement, 'The text does not give the numbers that this is calculated from.');
      continue;
    }
    const fields: Partial<PlannedAttribute> = {
      nature: found.nature,
      computed: true,
      required: false,
      origin: 'stated',
    };
    if (part) {
      const known = findAttribute(part.attributes, attribute);
      if (known) Object.assign(known, fields);
      else part.attributes.push(attributeOf(attribute, fields));
    } else compute(sketch, attribute, fields);
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'computed',
        statement: `The ${attribute} of ${withArticle(part?.name ?? sketch.name)} is ${formulaText(found.formula)}.`,
        attribute,
        formula: found.formula,
        ...(part ? { part: part.name } : {}),
      },
    });
  }
};

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
    refuse(sketch, statement, `${capital(own.name)} cannot be compared with that.`);
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

export const sketchLedgerRules = (sketch: Sketch): void => {
  const { ledger } = sketch;
  if (!ledger) return;
  for (const statement of behaviours(sketch, 'floor'))
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'floor',
        statement: `The balance of ${withArticle(sketch.name)} is never below ${statement.behaviour.minimum} ${ledger.unit}.`,
        minimum: statement.behaviour.minimum,
      },
    });
  for (const statement of behaviours(sketch, 'expiry'))
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'expiry',
        statement: `${capital(ledger.unit)} expire ${durationText(statement.behaviour.after)} after they were put in.`,
        after: statement.behaviour.after,
      },
    });
};

/** What a verb of a permission means for a thing; `undefined` where the plan has nothing of the kind. */
const permitted = (sketch: Sketch, verb: string): string | undefined => {
  const moves = sketch.lifecycle?.moves.map((move) => move.verb) ?? [];
  const posts = sketch.ledger?.moves.map((move) => move.verb) ?? [];
  if (moves.includes(verb) || posts.includes(verb)) return verb;
  const kind = verbOf(verb)?.class;
  if (
    verb === sketch.recordVerb ||
    kind === 'add' ||
    kind === 'log' ||
    kind === 'record' ||
    kind === 'maintain' ||
    kind === 'track'
  )
    return sketch.recordVerb ?? 'add';
  return kind === 'change' || kind === 'remove' || kind === 'view' || kind === 'find' || kind === 'export'
    ? kind
    : undefined;
};

export const sketchPermissions = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of [...behaviours(sketch, 'permission'), ...behaviours(sketch, 'own')]) {
    const { behaviour } = statement;
    const verbs = [...new Set(behaviour.verbs.flatMap((verb) => permitted(sketch, verb) ?? []))];
    if (verbs.length === 0) {
      refuse(sketch, statement, `Nothing of the kind is done with ${withArticle(sketch.name)}.`);
      continue;
    }
    if (behaviour.kind === 'permission') {
      sketch.rules.push({
        statements: [statement],
        rule: {
          kind: 'permission',
          statement: `Only ${listing(
            behaviour.roles.map((role) => withArticle(role)),
            'or',
          )} can ${listing(verbs, 'or')} ${withArticle(sketch.name)}.`,
          verbs,
          roles: behaviour.roles,
        },
      });
      continue;
    }
    const who = sketch.doer ?? ensureReference(sketches, sketch, statement.actor ?? 'owner').name;
    if (sketch.attributes.find(({ name }) => name === who)?.nature === 'reference') {
      refuse(sketch, statement, 'Who calls is known by name; the text keeps them as records of their own.');
      continue;
    }
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'own',
        statement: `Only the ${who} of ${withArticle(sketch.name)} can ${listing(verbs, 'or')} it.`,
        verbs,
        attribute: who,
      },
    });
  }
};
