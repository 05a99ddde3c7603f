import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../../domain/product-plan.ts';
import { thingCalled } from '../attributes.ts';
import type { Wanted } from '../casting.ts';
import { cellFor } from '../cells.ts';
import { comparedWith, NEAREST } from '../comparisons.ts';
import { evaluate } from '../formula.ts';
import type { PlannedPart } from '../planned-things.ts';
import { rulesOf } from '../rules-of.ts';
import type { Actor, Chosen, Script } from '../script.ts';

type Compare = PlannedRuleOf<'compare'>;

/** Of a straight line through two points, where it reaches a value. */
const reach = (at: (x: number) => number, value: number): number => (value - at(0)) / (at(1) - at(0));

const isNumber = ({ nature, computed }: PlannedAttribute): boolean =>
  !computed && ['number', 'quantity', 'money'].includes(nature);

/** Rows of parts for which a computed attribute comes to a value: every number is one, the last is what it takes. */
const partsReaching = (script: Script, rule: Compare, part: PlannedPart, sample: Chosen[], value: number) => {
  const { thing } = thingCalled(script, rule.subject);
  const rules = rulesOf(script.book.plan, thing, 'computed');
  const formula = rules.find((each) => each.attribute === rule.attribute && each.part === undefined)?.formula;
  const numbers = part.attributes.filter(isNumber);
  const free = numbers.find(({ nature }) => nature === 'money') ?? numbers.at(-1);
  const row = (x: number): Chosen => ({
    ...sample[0],
    ...Object.fromEntries(numbers.map(({ name }) => [name, '1'])),
    ...(free ? { [free.name]: cellFor('number', x) } : {}),
  });
  const at = (x: number) =>
    formula ? evaluate(thing, rules, { values: {}, parts: { [part.plural]: [row(x)] } }, formula) : 0;
  return { [part.plural]: [row(reach(at, value))] };
};

/** Parts for which what is computed from them lies on that side. */
export const computedOnSide = (
  script: Script,
  rule: Compare,
  side: 'good' | 'bad',
  sample: Actor,
  { nature }: PlannedAttribute,
): Wanted => {
  const [over] = sample.resolved.thing.parts;
  if (!over) return {};
  const value = comparedWith(rule, nature, {}, script) + NEAREST[rule.comparison][side];
  return { parts: partsReaching(script, rule, over, sample.parts[over.plural] ?? [], value) };
};
