import { evaluate, fieldsOf, withDerived, type Scope } from '../../../../domain/evaluate.ts';
import type { Expression } from '../../../../domain/expression.ts';
import { referred, type Place, type Values, type World } from './world.ts';

const restOf = (place: Place, world: World): Omit<Scope, 'field'> => ({
  now: world.now,
  input: world.input,
  related: (reference, field) => {
    const aggregate = referred(place, reference);
    const values = world.related[reference];
    return aggregate && values && withDerived(aggregate, values, { now: world.now })[field];
  },
});

/** What an aggregate holds in a world, with what is derived. */
export const resourceIn = (place: Place, world: World): Values =>
  withDerived(place.aggregate, world.fields, restOf(place, world));

/** What an expression of an aggregate comes to in a world; of a part, where one is given. */
export const valueIn = (expression: Expression, place: Place, world: World, part?: Values): unknown =>
  evaluate(expression, { ...restOf(place, world), field: fieldsOf(part ?? resourceIn(place, world)) });

/** An invariant, guard or condition holds. */
export const holdsIn = (expression: Expression, place: Place, world: World): boolean =>
  valueIn(expression, place, world) === true;
