import type { Aggregate } from '../../domain/blueprint.ts';
import { isGiven } from '../../domain/field.ts';
import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import type { Reaction } from '../../domain/reaction.ts';
import { foundBy, inputFromEvent } from './design-start.ts';
import { known, undesignable } from './design-formula.ts';
import { distinctName, joinedName, typeName, wordName } from './identifiers.ts';
import type { NamedStock, NamedThing } from './named-thing.ts';
import { findThing, occurrenceOf, type Occurrence } from './occurrence.ts';
import { attempt, type Undesigned } from './undesigned.ts';
import { capital, withArticle } from './wording.ts';

export type PlacedReaction = { service: string; reaction: Reaction };

type Context = {
  plan: ProductPlan;
  things: readonly NamedThing[];
  aggregateOf: (thing: NamedThing) => Aggregate;
};

type Does = Reaction['does'];
type Designed = { thing: NamedThing; name: string; does: Does };

const needMove = (thing: NamedThing, state: string): string =>
  known(
    thing.moves.find(({ to }) => to === wordName(state))?.useCase,
    `Nothing leads ${withArticle(thing.subject.name)} to ${state}.`,
  );

/** The list of the event's data that asks for stock, and in its parts the reference and the quantity. */
const quantitiesOf = (stock: NamedThing, asking: Aggregate) => {
  for (const { name: list, type } of asking.fields) {
    if (type.kind !== 'list') continue;
    const fields = asking.children.find(({ name }) => name === type.child)?.fields ?? [];
    const item = fields.find(
      (field) => field.type.kind === 'reference' && field.type.aggregate === stock.type,
    );
    const counted = fields.filter((field) => field.type.kind === 'integer' && isGiven(field));
    const quantity = counted.find(({ name }) => name === 'quantity') ?? counted[0];
    if (item && quantity) return { aggregate: stock.type, list, item: item.name, quantity: quantity.name };
  }
  throw undesignable(
    `Nothing in ${withArticle(asking.name)} says how many of which ${stock.subject.plural} are asked for.`,
  );
};

const needStock = (thing: NamedThing, { aggregateOf }: Context): NamedStock => {
  const stock = known(thing.stock, `${capital(withArticle(thing.subject.name))} has no stock.`);
  const field = aggregateOf(thing).fields.find(({ name }) => name === stock.field);
  if (field?.type.kind !== 'integer')
    throw undesignable(`The ${stock.field} is not counted in whole numbers.`);
  return stock;
};

const designedDoes = ({ does }: PlannedReaction, occurrence: Occurrence, context: Context): Designed => {
  const { things, aggregateOf } = context;
  const thing = findThing(things, does.subject);
  const origin = aggregateOf(occurrence.thing);
  const on = (name: string) => joinedName(name, 'on', occurrence.event);
  switch (does.kind) {
    case 'start': {
      const input = inputFromEvent(aggregateOf(thing), occurrence, origin);
      const { useCase } = thing.creation;
      return { thing, name: on(useCase), does: { kind: 'create', useCase, input } };
    }
    case 'move': {
      const useCase = needMove(thing, does.to);
      const found = foundBy(aggregateOf(thing), thing, occurrence, origin);
      return { thing, name: on(useCase), does: { kind: 'transition', useCase, ...found } };
    }
    case 'reserve': {
      const { field, reserved, refused } = needStock(thing, context);
      const quantities = quantitiesOf(thing, origin);
      return {
        thing,
        name: on(`reserve ${field}`),
        does: { kind: 'reserve', ...quantities, reserved, refused },
      };
    }
    case 'release': {
      const { field, released } = needStock(thing, context);
      const quantities = quantitiesOf(thing, origin);
      return { thing, name: on(`release ${field}`), does: { kind: 'release', ...quantities, released } };
    }
    case 'ask': {
      if (occurrence.thing !== thing)
        throw undesignable(
          `${does.system} can only be asked about ${withArticle(thing.subject.name)} by what happens to it.`,
        );
      const [accepted, refused] = [needMove(thing, does.accepted), needMove(thing, does.refused)];
      const name = joinedName('ask', does.system);
      return { thing, name, does: { kind: 'ask', system: typeName(does.system), accepted, refused } };
    }
  }
};

/** Reactions of the plan, each in the service of the thing that does something. */
export const designReactions = (context: Context): { placed: PlacedReaction[]; undesigned: Undesigned[] } => {
  const placed: PlacedReaction[] = [];
  const { plan, things } = context;
  const undesigned = plan.reactions.flatMap((planned) => {
    const tried = attempt(planned, () => {
      const occurrence = occurrenceOf(planned, things, plan.reactions);
      return { occurrence, designed: designedDoes(planned, occurrence, context) };
    });
    if (tried.value) {
      const { occurrence, designed } = tried.value;
      const { service } = designed.thing;
      const taken = placed.filter((each) => each.service === service).map(({ reaction }) => reaction.name);
      placed.push({
        service,
        reaction: {
          name: distinctName(designed.name, taken),
          description: planned.statement,
          from: occurrence.service,
          event: occurrence.event,
          version: 1,
          requirementIds: [planned.requirementId],
          does: designed.does,
        },
      });
    }
    return tried.undesigned;
  });
  return { placed, undesigned };
};
