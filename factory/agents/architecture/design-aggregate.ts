import type { Aggregate } from '../../domain/blueprint.ts';
import type { Ledger } from '../../domain/aggregate.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { designDerived } from './design-derived.ts';
import { designChildren, designFields, type FieldContext } from './design-fields.ts';
import { joinedName } from './identifiers.ts';
import { designLifecycle } from './design-lifecycle.ts';
import type { NamedThing } from './named-thing.ts';
import { rulesOf } from './thing.ts';
import type { Undesigned } from './undesigned.ts';
import { distinct, withArticle } from './wording.ts';

const searchedAttributes = ({ stories }: NamedThing): Set<string> =>
  new Set(
    stories.flatMap(({ criteria }) =>
      criteria.flatMap(({ check }) => (check.kind === 'found-by' ? [check.attribute] : [])),
    ),
  );

const ledgerOf = (thing: NamedThing): Ledger | undefined => {
  const { ledger } = thing.subject;
  if (!ledger) return undefined;
  const [floor] = rulesOf(thing, 'floor');
  const [expiry] = rulesOf(thing, 'expiry');
  return {
    unit: joinedName(ledger.unit),
    scale: ledger.decimal ? 2 : 0,
    ...(floor ? { floor: floor.minimum } : {}),
    ...(expiry ? { expiry: expiry.after } : {}),
  };
};

const kindOf = ({ subject }: NamedThing): Aggregate['kind'] => {
  if (subject.ledger) return 'ledger';
  return subject.unchangeable && !subject.lifecycle ? 'append-only' : 'plain';
};

const describe = ({ subject }: NamedThing): string => {
  if (subject.ledger) return `An account of ${subject.ledger.unit} of one ${subject.ledger.owner}.`;
  return subject.unchangeable
    ? `The record of one ${subject.name}; it never changes after it was recorded.`
    : `One ${subject.name} and everything that is known of it.`;
};

/** Computed attributes without a formula: nobody could fill them. */
const unexplained = (
  { subject, stories }: NamedThing,
  plan: ProductPlan,
  names: readonly string[],
): Undesigned[] =>
  subject.attributes
    .filter(({ computed, name }) => computed && !names.includes(name))
    .map(({ name }) => ({
      requirementId: stories[0]?.requirementIds[0] ?? plan.requirements[0]?.id ?? 'R1',
      statement: `The ${name} of ${withArticle(subject.name)} is computed.`,
      reason: `Nothing says how the ${name} follows from the rest.`,
    }));

/** The aggregate of a thing, before its rules. */
export const designAggregate = (
  plan: ProductPlan,
  thing: NamedThing,
  things: FieldContext['things'],
  people: ReadonlySet<string>,
): { aggregate: Aggregate; undesigned: Undesigned[] } => {
  const { derived, undesigned } = designDerived(thing);
  const context: FieldContext = { things, people, searched: searchedAttributes(thing), derived };
  const explained = [...rulesOf(thing, 'computed'), ...rulesOf(thing, 'due')].map(
    ({ attribute }) => attribute,
  );
  const [lifecycle, ledger] = [designLifecycle(thing), ledgerOf(thing)];
  const requirementIds = distinct(thing.stories.flatMap((story) => story.requirementIds));
  const [first] = plan.requirements;
  return {
    aggregate: {
      name: thing.type,
      plural: thing.plural,
      description: describe(thing),
      kind: kindOf(thing),
      fields: designFields(thing, context),
      children: designChildren(thing, context),
      ...(lifecycle ? { lifecycle } : {}),
      ...(ledger ? { ledger } : {}),
      ...(thing.stock ? { reservable: { field: thing.stock.field } } : {}),
      rules: [],
      requirementIds: requirementIds.length > 0 ? requirementIds : first ? [first.id] : [],
    },
    undesigned: [...undesigned, ...unexplained(thing, plan, explained)],
  };
};
