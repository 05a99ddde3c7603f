import type { DomainEvent } from '../../../domain/blueprint.ts';
import { kebabCase } from '../../../domain/naming.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { snapshotFunction } from '../domain/derived-file.ts';
import { literal } from '../source-text.ts';
import { resourceIn } from './expressions/evaluate.ts';
import type { Values, World } from './expressions/world.ts';
import type { Code } from './sample-values.ts';
import { placeOf } from './worlds.ts';

/** Code for what a resource shows of a state: with what is computed for the time of the question. */
export const shownCode = (model: AggregateModel, state: Code, world: World): Code => {
  if (model.aggregate.reservable)
    return `${snapshotFunction(model)}(${state}${model.nowDerived.length > 0 ? `, ${literal(world.now)}` : ''})`;
  if (model.nowDerived.length === 0) return state;
  const resource = resourceIn(placeOf(model), world);
  const members = model.nowDerived.flatMap(({ name }) =>
    resource[name] === undefined ? [] : [`${name}: ${literal(resource[name])}`],
  );
  return `{ ...${state}, ${members.join(', ')} }`;
};

/** Code for the events of a change. `data`: code for what is shown. */
export const eventsCode = (events: readonly DomainEvent[], data: Code): Code => {
  const all = events.map(
    ({ name, version, cause }) =>
      `{ name: ${literal(kebabCase(name))}, version: ${version}, subject: stamp.id, data: ${cause === 'removed' ? '{ id: stamp.id }' : data} }`,
  );
  return `[${all.join(', ')}]`;
};

/** Code for what calls have made known of one: without what the service's own reactions to it have. */
export const calledEvents = ({ service }: AggregateModel, id: Code): Code =>
  service.reactions.some(({ from }) => from === service.name)
    ? `eventsIn(directory).filter(({ subject, causationid }) => subject === ${id} && causationid === undefined)`
    : `eventsIn(directory).filter(({ subject }) => subject === ${id})`;

/** Whether one that was just made changes by itself: the service reacts to its own events. */
export const changesByItself = ({ service, create }: AggregateModel): boolean =>
  service.reactions.some(
    ({ from, event, does }) =>
      from === service.name &&
      (does.kind === 'ask' || does.kind === 'transition') &&
      create.events.some(({ name }) => name === event),
  );

/** Code for the members of a state that others do not hold, or hold otherwise. */
export const stateDifferences = (state: Values, others: Values): Code[] =>
  Object.entries(state)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(others[name]))
    .map(([name, value]) => `${name}: ${literal(value)}`);
