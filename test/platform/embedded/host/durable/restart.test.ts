import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../manual-clock.ts';
import { createToyEngine, settle, temporaryDirectory } from './toy-engine.ts';
import type { Functions, ToyEngine } from './toy-engine.ts';

const engines: ToyEngine[] = [];
const toyEngine = async (...parameters: Parameters<typeof createToyEngine>): Promise<ToyEngine> => {
  const engine = await createToyEngine(...parameters);
  engines.push(engine);
  return engine;
};

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

describe('pumps and restarts', () => {
  const functions = (log: string[]): Functions => ({
    orchestrators: {
      main: function* (context) {
        const first: unknown = yield context.df.callActivity('note', 'first');
        const second: unknown = yield context.df.waitForExternalEvent('go');
        const due = new Date(context.df.currentUtcDateTime.getTime() + 60_000);
        yield context.df.createTimer(due);
        return [
          first,
          second,
          yield context.df.callSubOrchestrator('child', 'x', `${context.df.instanceId}:c`),
        ];
      },
      child: function* (context) {
        return (yield context.df.callActivity('note', 'last')) as string;
      },
    },
    activities: {
      note: (text: string) => {
        log.push(text);
        return text;
      },
    },
  });

  it('an orchestration goes on after every restart, and does nothing twice', async () => {
    const directory = temporaryDirectory();
    const clock = createManualClock();
    const log: string[] = [];
    const restarted = (): Promise<ToyEngine> => createToyEngine(functions(log), { directory, clock });
    const first = await restarted();
    first.start({ name: 'main', instanceId: 'm' });
    await settle();
    await first.close();
    const second = await restarted();
    second.raiseEvent('m', 'go', '"event"');
    await settle();
    await second.close();
    clock.advance(60_000);
    const third = await toyEngine(functions(log), { directory, clock });
    expect(await third.outcome('m')).toEqual({ status: 'Completed', output: ['first', 'event', 'last'] });
    expect(log).toEqual(['first', 'last']);
  });

  it("'none' records only; 'own' works on what it started itself; 'all' takes up the rest", async () => {
    const directory = temporaryDirectory();
    const clock = createManualClock();
    const log: string[] = [];
    const none = await createToyEngine(functions(log), { directory, clock, pump: 'none' });
    none.start({ name: 'child', instanceId: 'old' });
    await settle();
    expect({ status: none.get('old')?.status, log }).toEqual({ status: 'Pending', log: [] });
    await none.close();

    const own = await createToyEngine(functions(log), { directory, clock, pump: 'own' });
    own.start({ name: 'main', instanceId: 'new' });
    own.raiseEvent('new', 'go', '1');
    await settle();
    clock.advance(60_000);
    expect(await own.outcome('new')).toEqual({ status: 'Completed', output: ['first', 1, 'last'] });
    expect({ status: own.get('old')?.status, log }).toEqual({ status: 'Pending', log: ['first', 'last'] });
    await own.close();

    const all = await toyEngine(functions(log), { directory, clock });
    expect(await all.outcome('old')).toEqual({ status: 'Completed', output: 'last' });
  });

  it('an activity that ran when the engine stopped runs again', async () => {
    const directory = temporaryDirectory();
    let runs = 0;
    const slow: Functions = {
      orchestrators: {
        main: function* (context) {
          return (yield context.df.callActivity('slow', null)) as number;
        },
      },
      activities: {
        slow: () => {
          runs += 1;
          return runs === 1 ? new Promise(() => undefined) : runs;
        },
      },
    };
    const first = await createToyEngine(slow, { directory });
    first.start({ name: 'main', instanceId: 'm' });
    await settle();
    await first.close();
    const second = await toyEngine(slow, { directory });
    expect(await second.outcome('m')).toEqual({ status: 'Completed', output: 2 });
  });
});
