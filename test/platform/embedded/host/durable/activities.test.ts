import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../manual-clock.ts';
import { createToyEngine, settle } from './toy-engine.ts';
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

const double = (value: number): number => value * 2;

describe('activities', () => {
  it('give their results to the orchestrator, whatever their type', async () => {
    const engine = await toyEngine({
      orchestrators: {
        main: function* (context) {
          const results: unknown[] = [];
          for (const input of ['text', '12', 7, null, { a: ['b'] }, true]) {
            results.push(yield context.df.callActivity('echo', input));
          }
          results.push(yield context.df.callActivity('nothing'));
          return results;
        },
      },
      activities: { echo: (input) => input, nothing: () => undefined },
    });
    expect(await engine.run('main')).toEqual({
      status: 'Completed',
      output: ['text', '12', 7, null, { a: ['b'] }, true, null],
    });
  });

  it('run at once up to the limit, in the order they were asked for', async () => {
    let running = 0;
    let most = 0;
    const started: number[] = [];
    const engine = await toyEngine(
      {
        orchestrators: {
          main: function* (context) {
            const tasks = Array.from({ length: 50 }, (_, index) => context.df.callActivity('double', index));
            return (yield context.df.Task.all(tasks)) as number[];
          },
        },
        activities: {
          double: async (value: number) => {
            started.push(value);
            most = Math.max(most, (running += 1));
            await new Promise((resolve) => setImmediate(resolve));
            running -= 1;
            return double(value);
          },
        },
      },
      { maxConcurrentActivities: 3 },
    );
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    expect(await engine.run('main')).toEqual({ status: 'Completed', output: numbers.map(double) });
    expect({ most, started }).toEqual({ most: 3, started: numbers });
  });

  it('that throw can be caught', async () => {
    const engine = await toyEngine({
      orchestrators: {
        main: function* (context) {
          try {
            yield context.df.callActivity('fail', null);
          } catch (error) {
            return (error as Error).message;
          }
          return 'not reached';
        },
      },
      activities: {
        fail: () => {
          throw new Error('no disk');
        },
      },
    });
    expect(await engine.run('main')).toEqual({
      status: 'Completed',
      output: "Activity function 'fail' failed: no disk \n no disk",
    });
  });

  it('that are not registered, or answer too much, fail', async () => {
    const engine = await toyEngine({
      orchestrators: {
        main: function* (context) {
          const messages: string[] = [];
          for (const name of ['unknown', 'large']) {
            try {
              yield context.df.callActivity(name, null);
            } catch (error) {
              messages.push((error as Error).message.split(' \n ')[0]!);
            }
          }
          return messages;
        },
      },
      activities: { large: () => 'x'.repeat(1024 * 1024) },
    });
    expect((await engine.run('main')).output).toEqual([
      "Activity function 'unknown' failed: no activity 'unknown' is registered in this app",
      "Activity function 'large' failed: its output has 1048578 bytes, the limit is 1048576: pass a reference to the artifact store instead.",
    ]);
  });
});

describe('an activity', () => {
  it('that takes too long fails, and its late result is not looked at', async () => {
    const clock = createManualClock();
    const late = Promise.withResolvers<string>();
    const engine = await toyEngine(
      {
        orchestrators: {
          main: function* (context) {
            try {
              yield context.df.callActivity('slow', null);
            } catch (error) {
              yield context.df.waitForExternalEvent('go');
              return (error as Error).message.split(' \n ')[0];
            }
            return 'not reached';
          },
        },
        activities: { slow: () => late.promise },
      },
      { clock, functionTimeoutMs: 600_000 },
    );
    const outcome = engine.run('main', null, 'm');
    await settle();
    clock.advance(600_000);
    await settle();
    late.resolve('late');
    await settle();
    engine.raiseEvent('m', 'go', '1');
    expect(await outcome).toEqual({
      status: 'Completed',
      output: "Activity function 'slow' failed: it took longer than the functionTimeout of 600 s",
    });
    expect(engine.eventTypes('m').filter((type) => type === 'TaskCompleted')).toEqual([]);
  });

  it('that waits for its place is dropped when its orchestration fails, and run when it completes', async () => {
    const ran: string[] = [];
    const first = Promise.withResolvers<string>();
    const functions: Functions = {
      orchestrators: {
        main: function* (context) {
          const go = context.df.waitForExternalEvent('go');
          yield context.df.Task.any([
            context.df.callActivity('work', `${context.df.instanceId} 1`),
            context.df.callActivity('work', `${context.df.instanceId} 2`),
            go,
          ]);
          if (go.result === 'fail') throw new Error('given up');
          return 'done';
        },
      },
      activities: {
        work: (name: string) => {
          ran.push(name);
          return first.promise;
        },
      },
    };
    const engine = await toyEngine(functions, { maxConcurrentActivities: 1 });
    const failing = engine.run('main', null, 'f');
    const completing = engine.run('main', null, 'c');
    engine.raiseEvent('f', 'go', '"fail"');
    engine.raiseEvent('c', 'go', '"complete"');
    expect([(await failing).status, (await completing).status]).toEqual(['Failed', 'Completed']);
    first.resolve('free');
    await settle();
    expect(ran).toEqual(['c 1', 'c 2']);
  });
});
