import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import { formulaText } from './formula-text.ts';
import { durationText } from '../../../../domain/duration.ts';
import { camelCase } from '../../../../domain/naming.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { capitalised, withArticle } from '../wording.ts';
import { foreignOwner, namesInFormula } from './foreign-attributes.ts';
import { calculate } from './formulas.ts';
import { attributeOf, behaviours, findAttribute, refuse, type Sketch, type Sketches } from './sketch.ts';

export const compute = (sketch: Sketch, name: string, fields: Partial<PlannedAttribute>): void => {
  const known = sketch.attributes.find((each) => camelCase(each.name) === camelCase(name));
  if (known) Object.assign(known, fields);
  else sketch.attributes.push(attributeOf(name, fields));
};

/** "the total is the sum of the amounts": of all parts, so of what they are parts of. */
const isOverAll = ({ op }: StatedBehaviourOf<'formula'>['formula']): boolean =>
  op === 'sum' || op === 'count' || op === 'minimum' || op === 'maximum';

/** Why a calculation cannot be made. */
const missingNumbers = (
  sketch: Sketch,
  sketches: Sketches,
  formula: StatedBehaviourOf<'formula'>['formula'],
): string => {
  for (const name of namesInFormula(formula)) {
    const owner = foreignOwner(sketch, sketches, name);
    if (owner)
      return `This is calculated from the ${name} of ${withArticle(owner.name)}; calculations use attributes and parts of one thing.`;
  }
  return 'The text does not give the numbers that this is calculated from.';
};

/** Calculations of parts come first: those of the whole may use them. */
export const sketchFormulas = (sketch: Sketch, sketches: Sketches): void => {
  const stated = behaviours(sketch, 'formula');
  const partOf = (object: string | undefined): PlannedPart | undefined =>
    sketch.parts.find(({ name }) => name === object);
  const ordered = [
    ...stated.filter(({ object }) => partOf(object)),
    ...stated.filter(({ object }) => !partOf(object)),
  ];
  for (const statement of ordered) {
    const { attribute, formula } = statement.behaviour;
    const part = isOverAll(formula) ? undefined : partOf(statement.object);
    const found = calculate(formula, sketch, part);
    if (!found) {
      refuse(sketch, statement, missingNumbers(sketch, sketches, formula));
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

/** "Points expire", "Money expires", and of an account without a unit "What is left expires". */
const lapsing = (unit: string): string => {
  if (unit.endsWith('s')) return `${capitalised(unit)} expire`;
  return unit === 'amount' ? 'What is left of what came in expires' : `${capitalised(unit)} expires`;
};

export const sketchLedgerRules = (sketch: Sketch): void => {
  const { ledger } = sketch;
  if (!ledger) return;
  for (const statement of behaviours(sketch, 'floor'))
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'floor',
        statement: `The balance of ${withArticle(sketch.name)} is never below ${statement.behaviour.minimum}${ledger.decimal ? '' : ` ${ledger.unit}`}.`,
        minimum: statement.behaviour.minimum,
      },
    });
  for (const statement of behaviours(sketch, 'expiry'))
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'expiry',
        statement: `${lapsing(ledger.unit)} ${durationText(statement.behaviour.after)} after ${ledger.unit.endsWith('s') ? 'they were' : 'it was'} put in.`,
        after: statement.behaviour.after,
      },
    });
};
