import type { Expression } from '../../domain/expression.ts';
import type { Field, FieldType } from '../../domain/field.ts';
import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { known, needField, needPart, needPartField } from './design-formula.ts';
import { joinedName, operationName } from './identifiers.ts';
import { allows } from './use-case-named.ts';
import { needUseCases, ruleBase, termThrough, type RuleContext } from './rule-terms.ts';
import { attributeNamed, listField, thingNamed, type Part } from './thing.ts';

type Compare = PlannedRuleOf<'compare'>;

const bounded = (
  type: FieldType,
  comparison: Compare['comparison'],
  value: number,
): FieldType | undefined => {
  if (type.kind !== 'integer' && type.kind !== 'decimal') return undefined;
  if (type.kind === 'integer' && !Number.isInteger(value)) return undefined;
  const step = type.kind === 'integer' ? 1 : 10 ** -type.scale;
  const exact = (bound: number) => (type.kind === 'integer' ? bound : Number(bound.toFixed(type.scale)));
  switch (comparison) {
    case 'at-least':
      return { ...type, minimum: exact(value) };
    case 'greater':
      return { ...type, minimum: exact(value + step) };
    case 'at-most':
      return { ...type, maximum: exact(value) };
    case 'less':
      return { ...type, maximum: exact(value - step) };
    default:
      return undefined;
  }
};

/** A comparison with a number that always holds is a bound of its field. */
export const boundOf = (rule: Compare, field: Field): FieldType | undefined =>
  typeof rule.with === 'number' && rule.verbs.length === 0 && field.derived === undefined
    ? bounded(field.type, rule.comparison, rule.with)
    : undefined;

const SPOKEN: Record<Compare['comparison'], string> = {
  equal: 'is',
  different: 'is not',
  less: 'less than',
  'at-most': 'at most',
  greater: 'greater than',
  'at-least': 'at least',
};

const nameOf = ({ attribute, comparison: of, with: other }: Compare): string => {
  const comparison = SPOKEN[of];
  if (typeof other === 'number')
    return joinedName(attribute, comparison, String(other).replace('-', 'minus '));
  if ('moment' in other) return joinedName(attribute, comparison, other.moment);
  return joinedName(attribute, comparison, ...(other.through ? [other.through] : []), other.attribute);
};

/** The moment of a comparison: a day where a day stands on the other side. */
const momentBeside = (field: Field): Expression => ({ op: field.type.kind === 'date' ? 'today' : 'now' });

const fieldFor = (name: string, fields: readonly Field[]): Field =>
  known(
    fields.find((field) => field.name === name),
    `${name} is not kept.`,
  );

const absent = (operand: Expression): Expression => ({ op: 'not', operand: { op: 'present', operand } });

/** What is compared with, and what of it may be absent: then the comparison says nothing. */
type Beside = { value: Expression; optional: Expression[] };

const asField = ({ name }: Field): Expression => ({ op: 'field', name });

const optionalField = (field: Field): Expression[] => (field.required ? [] : [asField(field)]);

type Find = (name: string) => Field;

/** A value of what a reference names; one that names nothing has none. */
const related = (context: RuleContext, find: Find, through: string, attribute: string): Beside => {
  const { thing, things } = context;
  const value: Expression = { op: 'related', ...termThrough(context, { attribute, through }) };
  const other = thingNamed(things, attributeNamed(thing, through)?.refers ?? '');
  const isRequired = other?.subject.attributes.find(({ name }) => name === attribute)?.required === true;
  return { value, optional: [...optionalField(find(through)), ...(isRequired ? [] : [value])] };
};

const beside = (rule: Compare, left: Field, find: Find, context: RuleContext): Beside => {
  const { with: against } = rule;
  if (typeof against === 'number') return { value: { op: 'literal', value: against }, optional: [] };
  if ('moment' in against) return { value: momentBeside(left), optional: [] };
  const { attribute, through } = against;
  if (through !== undefined) return related(context, find, through, attribute);
  return { value: asField(find(attribute)), optional: optionalField(find(attribute)) };
};

const comparisonOf = (rule: Compare, left: Field, find: Find, context: RuleContext): Expression => {
  const { value, optional } = beside(rule, left, find, context);
  const holds: Expression = { op: rule.comparison, left: asField(left), right: value };
  const missing = [...optionalField(left), ...optional].map(absent);
  return missing.length === 0 ? holds : { op: 'or', operands: [...missing, holds] };
};

const inPart = (rule: Compare, context: RuleContext, part: Part): Expression => {
  const { thing, childFields } = context;
  const fields = childFields(listField(thing, part));
  const find = (name: string) => fieldFor(needPartField(part, name), fields);
  const holds = comparisonOf(rule, find(rule.attribute), find, context);
  return {
    op: 'equal',
    left: { op: 'count', over: listField(thing, part), where: { op: 'not', operand: holds } },
    right: { op: 'literal', value: 0 },
  };
};

const changing = ({ thing }: RuleContext): string[] => [
  thing.creation.useCase,
  ...(allows(thing, 'change') ? [operationName('change', thing.type)] : []),
];

/** A comparison as an invariant, or as a guard where it is about the moment or about certain verbs only. */
export const designComparison = (rule: Compare, context: RuleContext): Rule | undefined => {
  const { thing, fields, childFields } = context;
  const part = rule.part === undefined ? undefined : needPart(thing, rule.part);
  const own = part
    ? fieldFor(needPartField(part, rule.attribute), childFields(listField(thing, part)))
    : fieldFor(needField(thing, rule.attribute), fields);
  if (boundOf(rule, own)) return undefined;
  const find = (name: string) => fieldFor(needField(thing, name), fields);
  const holds = part ? inPart(rule, context, part) : comparisonOf(rule, own, find, context);
  const timed = typeof rule.with === 'object' && 'moment' in rule.with;
  const base = ruleBase(rule, nameOf(rule));
  if (rule.verbs.length > 0)
    return { kind: 'guard', ...base, useCases: needUseCases(context, rule.verbs), holds };
  return timed
    ? { kind: 'guard', ...base, useCases: changing(context), holds }
    : { kind: 'invariant', ...base, holds };
};
