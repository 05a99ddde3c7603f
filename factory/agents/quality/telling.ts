import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import type { ResolvedThing } from './resolve-vocabulary.ts';
import { givable, required, thingCalled } from './attributes.ts';
import { nameFor, prepareParts, rowFor, type Wanted } from './casting.ts';
import { setClock, BEGIN, when, type Actor, type Chosen, type Script } from './script.ts';

/** The name of the producer: the thing itself, what it refers to, or something that nobody spoke of yet. */
const producerOf = (script: Script, subject: string, actor: Actor | undefined): string => {
  if (actor?.resolved.thing.name === subject) return actor.name;
  const reference = actor?.resolved.thing.attributes.find(({ refers }) => refers === subject);
  return (reference && actor?.values[reference.name]) ?? nameFor(script, subject);
};

/** What a producer says of itself in its event: its attributes, one of them the thing that the reaction is about. */
const rowOf = (script: Script, producer: ResolvedThing, actor: Actor | undefined, wanted: Wanted): Chosen => {
  const name = actor?.resolved.thing.name;
  const reference = actor && producer.thing.attributes.find(({ refers }) => refers === name);
  const values = { ...wanted.values, ...(reference ? { [reference.name]: actor.name } : {}) };
  const attributes = producer.thing.foreign ? givable(producer) : required(producer, ...Object.keys(values));
  return rowFor(script, producer, attributes, { ...wanted, values });
};

/** An event arrives that says what a reaction waits for; answers the name and the row of the thing that it is about. */
export const arrive = (
  script: Script,
  reaction: PlannedReaction,
  actor?: Actor,
  wanted: Wanted & { name?: string } = {},
  say = when,
): { name: string; row: Chosen } => {
  if (script.now === 0) setClock(script, BEGIN);
  const { subject, happened } = reaction.on;
  const stock = thingCalled(script, subject).thing;
  if (stock.stock !== undefined && !stock.lifecycle?.states.includes(happened) && actor) {
    const holder = `${actor.resolved.thing.name} "${actor.name}"`;
    say(script, `word comes that the ${stock.plural} for the ${holder} are "${happened}"`);
    return { name: actor.name, row: {} };
  }
  const producer = thingCalled(script, subject);
  const row = rowOf(script, producer, actor, wanted);
  prepareParts(script, producer, wanted);
  const name = wanted.name ?? producerOf(script, subject, actor);
  say(script, `word comes that the ${producer.thing.name} "${name}" is "${happened}":`, [row]);
  return { name, row };
};
