import { enteredAt, type Aggregate } from '../../domain/aggregate.ts';
import { shifted } from '../../domain/duration.ts';
import { kebabCase } from '../../domain/naming.ts';
import { isCalled } from '../../domain/operation.ts';
import { transitionsTo, type Transition } from '../../domain/transitions-to.ts';
import {
  allowedCall,
  madeOf,
  make,
  operationFor,
  pathFor,
  readAgain,
  type Made,
  type World,
} from './world.ts';

/** Milliseconds between two looks at what moves by itself, and how often it is looked at. */
const POLL = 50;
const LOOKS = 80;

const stateOf = ({ aggregate, values }: Made): unknown => values[aggregate.lifecycle?.field ?? 'status'];

const call = async (world: World, made: Made, transition: Transition): Promise<Made | undefined> => {
  const operation = operationFor(world, transition);
  if (!operation) return undefined;
  const { body, headers, related } = await allowedCall(world, operation, { existing: made });
  const request = { method: 'POST', path: pathFor(operation, made.id), body, headers };
  const answer = await world.probe.succeed(operation, request, 200);
  return answer && madeOf(made.aggregate, answer, { ...made.related, ...related });
};

/** Hands the service the event that a reaction waits for. */
const sendEvent = async (world: World, made: Made, transition: Transition): Promise<void> => {
  for (const { from, event, version, does } of world.service.reactions) {
    if (does.kind !== 'transition' || does.useCase !== transition.name) continue;
    const id = `01900000-0000-7000-9000-${String(world.probe.next()).padStart(12, '0')}`;
    const body = {
      specversion: '1.0',
      id,
      source: `/${from}`,
      type: `com.connectsoft.${from}.${kebabCase(event)}.v${version}`,
      subject: made.id,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: { id: made.id, [does.path]: made.values[does.field] ?? made.id },
    };
    await world.probe.send({ method: 'POST', path: '/development/events', body });
    return;
  }
};

/** Tells the service that a time has come. */
const passTime = async (world: World, made: Made, transition: Transition): Promise<void> => {
  const { lifecycle } = made.aggregate;
  const timeout = lifecycle?.timeouts.find(({ useCase }) => useCase === transition.name);
  if (!lifecycle || !timeout) return;
  const entered = new Date(String(made.values[enteredAt(lifecycle, timeout.state)]));
  if (Number.isNaN(entered.getTime())) return;
  const due = new Date(shifted(entered, timeout.after, 1).getTime() + 60_000);
  const headers = { 'x-development-now': due.toISOString() };
  await world.probe.send({ method: 'POST', path: '/development/schedules', headers });
};

/** Waits until the service has moved a thing to a state by itself. */
const moved = async (world: World, made: Made, state: string): Promise<Made | undefined> => {
  for (let look = 0; look < LOOKS; look += 1) {
    const now = await readAgain(world, made);
    if (now && stateOf(now) === state) return now;
    await world.wait(POLL);
  }
  return undefined;
};

const step = async (world: World, made: Made, transition: Transition): Promise<Made | undefined> => {
  if (isCalled(transition)) return call(world, made, transition);
  await sendEvent(world, made, transition);
  await passTime(world, made, transition);
  return moved(world, made, transition.to);
};

/** The shortest way to one of some states: by calls where that is possible, else with what the service does itself. */
export const wayTo = (
  world: World,
  aggregate: Aggregate,
  states: readonly string[],
): Transition[] | undefined => {
  const shortest = (usable: (transition: Transition) => boolean) =>
    states
      .map((state) => transitionsTo(world.service, aggregate, state, usable))
      .filter((way) => way !== undefined)
      .toSorted((one, other) => one.length - other.length)[0];
  return shortest(isCalled) ?? shortest(() => true);
};

/** A new thing in one of some states; `undefined` where no way leads there. */
export const makeIn = async (
  world: World,
  aggregate: Aggregate,
  states: readonly string[],
): Promise<Made | undefined> => {
  const way = wayTo(world, aggregate, states);
  if (!way) return undefined;
  let made = await make(world, aggregate.name, { mayMove: !way.every(isCalled) });
  for (const transition of way) made = made && (await step(world, made, transition));
  return made;
};
