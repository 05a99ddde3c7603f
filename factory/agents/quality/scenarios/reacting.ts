import type { PlannedReaction } from '../../../domain/planned-reaction.ts';
import { thingCalled } from '../attributes.ts';
import { bring, nameFor, partRows } from '../casting.ts';
import { arrive } from '../telling.ts';
import { bringIn, wayTo } from '../leading.ts';
import { observe, when, type Actor, type Chosen, type Script } from '../script.ts';
import { shows } from '../trying.ts';

const AGAIN = 'the same word comes again';

/** Both after the first time and after the second, the same is seen. */
const twice = (script: Script, see: () => void): void => {
  see();
  when(script, AGAIN);
  see();
};

/** Attributes of both that have the same name are taken over. */
const takenOver = (script: Script, { on, does }: PlannedReaction, row: Chosen): [string, string][] => {
  const { thing } = thingCalled(script, does.subject);
  const producer = thingCalled(script, on.subject).thing;
  return Object.entries(row).filter(
    ([name]) =>
      thing.attributes.some((each) => each.name === name && each.nature !== 'reference' && !each.computed) &&
      producer.attributes.some((each) => each.name === name),
  );
};

/** What the service keeps itself must be there before word of it comes, unless it is word of its coming. */
const ownSource = (script: Script, { on }: PlannedReaction): Actor | undefined => {
  const { thing } = thingCalled(script, on.subject);
  const later = thing.lifecycle?.states.includes(on.happened) && thing.lifecycle.initial !== on.happened;
  return later && !thing.foreign ? bring(script, on.subject) : undefined;
};

const started = (script: Script, reaction: PlannedReaction): void => {
  const { thing } = thingCalled(script, reaction.does.subject);
  const reference = thing.attributes.find(({ refers }) => refers === reaction.on.subject);
  const source = ownSource(script, reaction);
  const { name, row } = arrive(script, reaction, source, source ? { values: source.values } : {});
  twice(script, () => {
    observe(script, `exactly one ${thing.name} has the ${reference?.name ?? reaction.on.subject} "${name}"`);
    for (const [attribute, cell] of takenOver(script, reaction, row))
      observe(script, `it took over the ${attribute} "${cell}"`);
  });
};

const moved = (script: Script, reaction: PlannedReaction, to: string): void => {
  const { subject } = reaction.does;
  const { thing } = thingCalled(script, subject);
  const initial = thing.lifecycle?.initial ?? '';
  const from = thing.lifecycle?.moves
    .filter((move) => move.to === to)
    .flatMap((move) => move.from)
    .find((state) => state === initial || wayTo(script, thing, initial, state));
  const actor = bringIn(script, subject, from ?? initial);
  arrive(script, reaction, actor);
  twice(script, () => observe(script, `the ${subject} "${actor.name}" is "${to}"`));
};

/** Parts of the asking thing that name these, so many of each. */
const partsAsking = (script: Script, producer: string, stock: string, rows: readonly [Actor, number][]) => {
  const resolved = thingCalled(script, producer);
  for (const part of resolved.thing.parts) {
    const reference = part.attributes.find(({ refers, name }) => (refers ?? name) === stock);
    const amount = part.attributes.find(
      ({ nature, computed }) => !computed && /^(?:number|quantity)$/.test(nature),
    );
    if (!reference || !amount) continue;
    const [first] = rows;
    const values = first ? { [reference.name]: first[0].name } : {};
    const [sample = {}] = partRows(script, resolved, part, { values });
    const asked = rows.map(([actor, quantity]) => ({
      ...sample,
      [reference.name]: actor.name,
      [amount.name]: String(quantity),
    }));
    return { [part.plural]: asked };
  }
  return {};
};

const stockIs = (script: Script, actor: Actor, left: number): void =>
  observe(script, shows(actor, actor.resolved.thing.stock ?? '', String(left)));

/** What is asked for is taken from every stock, or from none where one has too little. */
const reserved = (script: Script, reaction: PlannedReaction): void => {
  const { subject } = reaction.does;
  const stock = thingCalled(script, subject).thing.stock ?? '';
  const [one, other] = ['5', '3'].map((amount) => bring(script, subject, { values: { [stock]: amount } }));
  if (!one || !other) return;
  const ask = (first: number, second: number) => {
    const parts = partsAsking(script, reaction.on.subject, subject, [
      [one, first],
      [other, second],
    ]);
    arrive(script, reaction, undefined, { parts, name: nameFor(script, reaction.on.subject) });
  };
  ask(2, 3);
  twice(script, () => {
    stockIs(script, one, 3);
    stockIs(script, other, 0);
  });
  ask(1, 1);
  twice(script, () => {
    stockIs(script, one, 3);
    stockIs(script, other, 0);
  });
};

const released = (script: Script, reaction: PlannedReaction): void => {
  const { subject } = reaction.does;
  const taking = script.book.plan.reactions.find(
    ({ does, on }) =>
      does.kind === 'reserve' && does.subject === subject && on.subject === reaction.on.subject,
  );
  const stock = thingCalled(script, subject).thing.stock ?? '';
  const actor = bring(script, subject, { values: { [stock]: '5' } });
  const wanted = {
    parts: partsAsking(script, reaction.on.subject, subject, [[actor, 2]]),
    name: nameFor(script, reaction.on.subject),
  };
  if (taking) arrive(script, taking, undefined, wanted);
  stockIs(script, actor, 3);
  arrive(script, reaction, undefined, wanted);
  twice(script, () => stockIs(script, actor, 5));
};

type Ask = Extract<PlannedReaction['does'], { kind: 'ask' }>;

/** A text that need not be given, where no other could tell the double to refuse. */
const spareText = (script: Script, subject: string): string | undefined => {
  const texts = thingCalled(script, subject).thing.attributes.filter(
    ({ nature, computed }) => nature === 'text' && !computed,
  );
  return texts.some(({ required }) => required) ? undefined : texts.at(0)?.name;
};

/** What the external system answers decides; its double refuses what holds the word. */
const asked = (script: Script, { subject, accepted, refused }: Ask): void => {
  const agreed = bring(script, subject);
  observe(script, `the ${subject} "${agreed.name}" becomes "${accepted}"`);
  const spare = spareText(script, subject);
  const declined = bring(script, subject, {
    mark: 'refused',
    ...(spare ? { values: { [spare]: 'refused' } } : {}),
  });
  observe(script, `the ${subject} "${declined.name}" becomes "${refused}"`);
};

export const reactedScenario = (script: Script, reaction: PlannedReaction): void => {
  const { does } = reaction;
  if (does.kind === 'start') started(script, reaction);
  else if (does.kind === 'move') moved(script, reaction, does.to);
  else if (does.kind === 'reserve') reserved(script, reaction);
  else if (does.kind === 'release') released(script, reaction);
  else asked(script, does);
};
