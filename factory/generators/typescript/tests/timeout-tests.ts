import { durationText, shifted } from '../../../domain/duration.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { eventsCode, shownCode } from './expected-events.ts';
import { restored, stateCode } from './method-calls.ts';
import { changes, type Stand } from './stand.ts';
import { afterTransition } from './state-worlds.ts';

/** What the clock does, a millisecond before and at the moment that it is due. */
export const timeoutTests = (model: AggregateModel, stands: readonly Stand[]): string[] =>
  model.timeouts.flatMap(({ state, since, after, transition }) => {
    const stand = stands.find((candidate) => candidate.state === state);
    if (!stand) return [];
    const { one } = model;
    const due = shifted(new Date(String(stand.world.fields[since])), after, 1);
    const done = afterTransition(model, transition.useCase, { ...stand.world, now: due.toISOString() });
    const source = stateCode(model, state);
    return block(
      `it(${literal(`${transition.useCase.name} happens to one that is ${state} after ${durationText(after)}`)}, () => {`,
      `const ${one} = ${restored(model, source)};`,
      `${one}.advance(${literal(new Date(due.getTime() - 1).toISOString())});`,
      `expect(${one}.state).toEqual(${source});`,
      `expect(${one}.releaseEvents()).toEqual([]);`,
      `${one}.advance(${literal(due.toISOString())});`,
      `expect(${one}.state).toEqual({ ...${source}, ${changes(model, done, stand.world)} });`,
      `expect(${one}.releaseEvents()).toEqual(${eventsCode(transition.events, shownCode(model, `${one}.state`, done))});`,
      '});',
    );
  });
