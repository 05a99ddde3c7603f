import type { Formula } from '../../../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { StatedFormula } from '../../../../domain/stated-behaviour.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { findAttribute, type Sketch } from './sketch.ts';

type Scope = { attributes: readonly PlannedAttribute[]; parts: readonly PlannedPart[] };

const NUMERIC = new Set<PlannedAttribute['nature']>(['number', 'quantity', 'money']);

const numeric = (attributes: readonly PlannedAttribute[]): PlannedAttribute[] =>
  attributes.filter(({ nature }) => NUMERIC.has(nature));

const partOf = ({ parts }: Scope, name: string | undefined): PlannedPart | undefined =>
  name === undefined
    ? parts.length === 1
      ? parts[0]
      : undefined
    : parts.find((part) => part.name === name || part.plural === name || name.endsWith(` ${part.name}`));

const attribute = (name: string): Formula => ({ op: 'attribute', name });

const only = (chosen: readonly PlannedAttribute[]): PlannedAttribute | undefined =>
  chosen.length === 1 ? chosen[0] : undefined;

/** What a part amounts to: its computed amount, count times price, or its only number. */
const worthOf = (part: PlannedPart): Formula | undefined => {
  const numbers = numeric(part.attributes);
  const single = only(numbers.filter((each) => each.computed)) ?? only(numbers);
  if (single) return attribute(single.name);
  const price = only(numbers.filter(({ nature }) => nature === 'money'));
  const count = only(numbers.filter(({ nature }) => nature !== 'money'));
  return price && count
    ? { op: 'multiply', left: attribute(count.name), right: attribute(price.name) }
    : undefined;
};

const numberNamed = (scope: Scope, name: string): PlannedAttribute | undefined => {
  const found = findAttribute(scope.attributes, name);
  return found && NUMERIC.has(found.nature) ? found : undefined;
};

type Aggregate = Extract<StatedFormula, { op: 'sum' | 'count' | 'minimum' | 'maximum' }>;

/** What of each part: what the text names, else what the part amounts to. */
const ofEach = (of: StatedFormula | undefined, part: PlannedPart): Formula | undefined => {
  if (!of) return worthOf(part);
  const found = resolve(of, { attributes: part.attributes, parts: [] });
  const general = of.op === 'name' && /^(?:amount|value|total|price|cost)s?$/.test(of.name);
  return found ?? (general ? worthOf(part) : undefined);
};

const aggregate = ({ op, of, over }: Aggregate, scope: Scope): Formula | undefined => {
  const named = of?.op === 'name' && over === undefined ? partOf(scope, of.name) : undefined;
  const part = named ?? partOf(scope, over);
  // "the sum of net and tax": of attributes of the thing itself.
  if (!part) return op === 'sum' && of ? resolve(of, scope) : undefined;
  if (op === 'count') return { op, parts: part.name };
  const each = ofEach(named ? undefined : of, part);
  return each && { op, parts: part.name, of: each };
};

/** "the price of its articles": of parts that have it. */
const ofParts = (name: string, { parts }: Scope): Formula | undefined => {
  for (const part of parts) {
    const found = numberNamed({ attributes: part.attributes, parts: [] }, name);
    if (found) return { op: 'sum', parts: part.name, of: attribute(found.name) };
  }
  return undefined;
};

const resolveName = (
  { name, of }: Extract<StatedFormula, { op: 'name' }>,
  scope: Scope,
): Formula | undefined => {
  const found = numberNamed(scope, name) ?? numberNamed(scope, name.replace(/s$/, ''));
  if (found) return attribute(found.name);
  if (name === 'total') return aggregate({ op: 'sum' }, scope);
  return of === undefined ? undefined : ofParts(name, scope);
};

/** A formula in the plan's names; `undefined` where a name means no number. */
const resolve = (stated: StatedFormula, scope: Scope): Formula | undefined => {
  switch (stated.op) {
    case 'number':
      return stated;
    case 'name':
      return resolveName(stated, scope);
    case 'sum':
    case 'count':
    case 'minimum':
    case 'maximum':
      return aggregate(stated, scope);
    default: {
      const [left, right] = [resolve(stated.left, scope), resolve(stated.right, scope)];
      return left && right ? { op: stated.op, left, right } : undefined;
    }
  }
};

const namesIn = (formula: Formula): string[] => {
  if (formula.op === 'attribute') return [formula.name];
  if (formula.op === 'number') return [];
  if ('left' in formula) return [...namesIn(formula.left), ...namesIn(formula.right)];
  return formula.of ? namesIn(formula.of) : [];
};

/** What a formula gives: money when money is in it, a count when it counts. */
const natureOfFormula = (formula: Formula, scope: Scope): PlannedAttribute['nature'] => {
  if (formula.op === 'count') return 'number';
  const all = [...scope.attributes, ...scope.parts.flatMap((part) => part.attributes)];
  const natures = namesIn(formula).map((name) => all.find((each) => each.name === name)?.nature);
  if (natures.includes('money')) return 'money';
  return natures.every((nature) => nature === 'number') && formula.op !== 'divide' ? 'number' : 'quantity';
};

/** Numbers of a product are numbers, whatever they are called: "a unit fee times a headcount". */
const assumeNumbers = (stated: StatedFormula, scope: Scope): void => {
  if (stated.op === 'name') {
    const found =
      findAttribute(scope.attributes, stated.name) ??
      findAttribute(scope.attributes, stated.name.replace(/s$/, ''));
    if (found?.nature === 'text' && found.origin === 'stated') found.nature = 'quantity';
  } else if ('left' in stated) {
    assumeNumbers(stated.left, scope);
    assumeNumbers(stated.right, scope);
  } else if (stated.op !== 'number' && stated.of) {
    const part = partOf(scope, stated.over);
    if (part) assumeNumbers(stated.of, { attributes: part.attributes, parts: [] });
  }
};

export type Calculated = { formula: Formula; nature: PlannedAttribute['nature'] };

/** Reads a stated calculation over the attributes and parts of a thing, or over those of one of its parts. */
export const calculate = (
  stated: StatedFormula,
  sketch: Sketch,
  part?: PlannedPart,
): Calculated | undefined => {
  const scope: Scope = part ? { attributes: part.attributes, parts: [] } : sketch;
  assumeNumbers(stated, scope);
  const formula = resolve(stated, scope);
  return formula && { formula, nature: natureOfFormula(formula, scope) };
};
