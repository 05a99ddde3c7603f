import type { Expression } from '../../domain/expression.ts';
import type { Field, FieldType } from '../../domain/field.ts';
import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { known, needField, needPart, needPartField } from './design-formula.ts';
import { joinedName, operationName } from './identifiers.ts';
import { allows } from './use-case-named.ts';
import { needUseCases, ruleBase, type RuleContext } from './rule-terms.ts';
import { listField, type Part } from './thing.ts';

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
  return joinedName(attribute, comparison, 'attribute' in other ? other.attribute : other.moment);
};

/** The moment of a comparison: a day where a day stands on the other side. */
const momentBeside = (field: Field): Expression => ({ op: field.type.kind === 'date' ? 'today' : 'now' });

const fieldFor = (name: string, fields: readonly Field[]): Field =>
  known(
    fields.find((field) => field.name === name),
    `${name} is not kept.`,
  );

const comparisonOf = (rule: Compare, left: Field, other: (name: string) => Field): Expression => {
  const { with: against, comparison } = rule;
  const beside = typeof against === 'object' && 'attribute' in against ? other(against.attribute) : undefined;
  const right: Expression =
    typeof against === 'number'
      ? { op: 'literal', value: against }
      : beside
        ? { op: 'field', name: beside.name }
        : momentBeside(left);
  const holds: Expression = { op: comparison, left: { op: 'field', name: left.name }, right };
  const optional = [left, ...(beside ? [beside] : [])].filter(({ required }) => !required);
  return optional.length === 0
    ? holds
    : {
        op: 'or',
        operands: [
          ...optional.map(({ name }): Expression => ({
            op: 'not',
            operand: { op: 'present', operand: { op: 'field', name } },
          })),
          holds,
        ],
      };
};

const inPart = (rule: Compare, { thing, childFields }: RuleContext, part: Part): Expression => {
  const fields = childFields(listField(thing, part));
  const find = (name: string) => fieldFor(needPartField(part, name), fields);
  const holds = comparisonOf(rule, find(rule.attribute), find);
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
  const holds = part ? inPart(rule, context, part) : comparisonOf(rule, own, find);
  const timed = typeof rule.with === 'object' && 'moment' in rule.with;
  const base = ruleBase(rule, nameOf(rule));
  if (rule.verbs.length > 0)
    return { kind: 'guard', ...base, useCases: needUseCases(context, rule.verbs), holds };
  return timed
    ? { kind: 'guard', ...base, useCases: changing(context), holds }
    : { kind: 'invariant', ...base, holds };
};
