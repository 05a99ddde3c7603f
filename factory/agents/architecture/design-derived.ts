import type { Expression } from '../../domain/expression.ts';
import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import { enteredAt, type Lifecycle } from '../../domain/aggregate.ts';
import { designFormula, known, needField, needPart, needPartField } from './design-formula.ts';
import { wordName } from './identifiers.ts';
import { listField, rulesOf, stateNamed, type Thing } from './thing.ts';
import { attempt, type Undesigned } from './undesigned.ts';
import { capital, withArticle } from './wording.ts';

/** The field for the entry into a state, by the plan's words. */
export const entryField = (thing: Thing, state: string): string => {
  const name = known(
    stateNamed(thing, state),
    `${capital(withArticle(thing.subject.name))} is never ${state}.`,
  );
  const lifecycle: Lifecycle = {
    field: thing.statusField,
    initial: wordName(thing.subject.lifecycle?.initial ?? ''),
    states: [],
    timeouts: [],
  };
  return enteredAt(lifecycle, wordName(name));
};

type Derived = [key: string, Expression];

const computed = (thing: Thing, rule: PlannedRuleOf<'computed'>): Derived => {
  if (rule.part === undefined) return [needField(thing, rule.attribute), designFormula(rule.formula, thing)];
  const part = needPart(thing, rule.part);
  return [
    `${listField(thing, part)}.${needPartField(part, rule.attribute)}`,
    designFormula(rule.formula, thing, part),
  ];
};

const due = (thing: Thing, { attribute, state, after, since }: PlannedRuleOf<'due'>): Derived => {
  const than = since === undefined ? entryField(thing, state) : needField(thing, since);
  entryField(thing, state);
  const dated = thing.subject.attributes.some(
    ({ name, nature }) => since !== undefined && nature === 'date' && name === since,
  );
  return [
    needField(thing, attribute),
    {
      op: 'and',
      operands: [
        {
          op: 'equal',
          left: { op: 'field', name: thing.statusField },
          right: { op: 'literal', value: wordName(state) },
        },
        {
          op: 'at-least',
          left: { op: dated ? 'today' : 'now' },
          right: { op: 'later', than: { op: 'field', name: than }, by: after },
        },
      ],
    },
  ];
};

/** Formulas of computed attributes by field (`<list>.<field>` in a part), and what has none that can be said. */
export const designDerived = (
  thing: Thing,
): { derived: ReadonlyMap<string, Expression>; undesigned: Undesigned[] } => {
  const attempts = [
    ...rulesOf(thing, 'computed').map((rule) => attempt(rule, () => computed(thing, rule))),
    ...rulesOf(thing, 'due').map((rule) => attempt(rule, () => due(thing, rule))),
  ];
  return {
    derived: new Map(attempts.flatMap(({ value }) => (value ? [value] : []))),
    undesigned: attempts.flatMap(({ undesigned }) => undesigned),
  };
};
