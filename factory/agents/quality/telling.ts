import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import { givable, required, thingCalled } from './attributes.ts';
import { nameFor, prepareParts, rowFor, type Wanted } from './casting.ts';
import { setClock, BEGIN, when, withRow, type Actor, type Chosen, type Script } from './script.ts';

/** What a producer says of itself in its event: its attributes, one of them the thing that the reaction is about. */
const told = (script: Script, { on }: PlannedReaction, actor: Actor | undefined, wanted: Wanted = {}) => {
  const producer = thingCalled(script, on.subject);
  const own = script.cast.get(actor?.name ?? '');
  const toActor = producer.thing.attributes.find(({ refers }) => refers === own?.resolved.thing.name);
  const toProducer = own?.resolved.thing.attributes.find(({ refers }) => refers === on.subject);
  const values = { ...wanted.values, ...(toActor && own ? { [toActor.name]: own.name } : {}) };
  const row = rowFor(
    script,
    producer,
    producer.thing.foreign ? givable(producer) : required(producer, ...Object.keys(values)),
    { ...wanted, values },
  );
  const name = toProducer ? (own?.values[toProducer.name] ?? '') : nameFor(script, on.subject);
  return { producer, row, name: producer.thing.name === own?.resolved.thing.name ? (own?.name ?? '') : name };
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
  const { producer, row, name: found } = told(script, reaction, actor, wanted);
  prepareParts(script, producer, wanted);
  const name = wanted.name ?? found;
  say(script, withRow(`word comes that the ${producer.thing.name} "${name}" is "${happened}"`, row), [row]);
  return { name, row };
};
