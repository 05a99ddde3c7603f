import type { Field } from '../../domain/field.ts';
import type { PlannedRule, PlanTerm } from '../../domain/planned-rule.ts';
import type { Expression } from '../../domain/expression.ts';
import { known, needField } from './design-formula.ts';
import { wordName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import { useCaseNamed } from './use-case-named.ts';
import { attributeNamed, fieldNamed, stateNamed, thingNamed } from './thing.ts';
import { capital, withArticle } from './wording.ts';

/** What rules of one thing are designed with. */
export type RuleContext = {
  thing: NamedThing;
  things: readonly NamedThing[];
  /** Fields of its aggregate. */
  fields: readonly Field[];
  /** Fields of the parts in a list. */
  childFields: (list: string) => readonly Field[];
};

/** The reference field, and the field of what it names, in the same service. */
export const termThrough = (
  { thing, things }: RuleContext,
  { attribute, through }: PlanTerm & { through: string },
): { reference: string; field: string } => {
  const via = known(
    attributeNamed(thing, through),
    `${capital(withArticle(thing.subject.name))} has no ${through}.`,
  );
  const other = known(
    via.refers === undefined ? undefined : thingNamed(things, via.refers),
    `The ${through} of ${withArticle(thing.subject.name)} is nothing that is kept.`,
  );
  known(
    other.service === thing.service ? other : undefined,
    `${other.service} keeps the ${attribute}; ${thing.service} cannot ask another service before it decides.`,
  );
  const field = known(
    fieldNamed(other, attribute),
    `${capital(withArticle(other.subject.name))} has no ${attribute}.`,
  );
  return { reference: needField(thing, through), field };
};

export const termExpression = (context: RuleContext, term: PlanTerm): Expression =>
  term.through === undefined
    ? { op: 'field', name: needField(context.thing, term.attribute) }
    : { op: 'related', ...termThrough(context, { ...term, through: term.through }) };

export const needState = ({ thing }: Pick<RuleContext, 'thing'>, state: string): string =>
  wordName(known(stateNamed(thing, state), `${capital(withArticle(thing.subject.name))} is never ${state}.`));

export const needUseCases = ({ thing }: Pick<RuleContext, 'thing'>, verbs: readonly string[]): string[] => [
  ...new Set(
    verbs.map((verb) =>
      known(useCaseNamed(thing, verb), `Nothing lets anyone ${verb} ${withArticle(thing.subject.name)}.`),
    ),
  ),
];

/** What every rule of a blueprint has. */
export const ruleBase = ({ statement, requirementId }: PlannedRule, name: string) => ({
  name,
  statement,
  requirementIds: [requirementId],
});
