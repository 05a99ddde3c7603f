import type { OrchestrationHandler } from 'durable-functions';
import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../manual-clock.ts';
import { createToyEngine, settle, temporaryDirectory } from './toy-engine.ts';
import type { Functions, ToyEngine } from './toy-engine.ts';

const engines: ToyEngine[] = [];

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

const activities = { a: (input: unknown) => input, b: (input: unknown) => input };
const child: OrchestrationHandler = function* (context) {
  yield context.df.waitForExternalEvent('never');
};

/** Runs `before` until it waits for 'go', then goes on with `after` in its place. */
const replace = async (before: OrchestrationHandler, after: OrchestrationHandler): Promise<string> => {
  const directory = temporaryDirectory();
  const clock = createManualClock();
  const first = await createToyEngine(
    { orchestrators: { main: before, child }, activities },
    { directory, clock },
  );
  first.start({ name: 'main', instanceId: 'm' });
  await settle();
  expect(first.get('m')?.status).toBe('Running');
  await first.close();
  const second = await createToyEngine(
    { orchestrators: { main: after, child }, activities },
    { directory, clock },
  );
  engines.push(second);
  second.raiseEvent('m', 'go', '1');
  const { status, output } = await second.outcome('m');
  expect(status).toBe('Failed');
  return output as string;
};

const advice =
  'An orchestrator must make the same calls with the same inputs in the same order at every replay; the SDK would have handed it the wrong result.';

describe('a replay that differs from the history fails the instance', () => {
  const before: OrchestrationHandler = function* (context) {
    yield context.df.callActivity('a', 1);
    yield context.df.callActivity('b', { x: 2 });
    yield context.df.waitForExternalEvent('go');
  };

  it('by name', async () => {
    const message = await replace(before, function* (context) {
      yield context.df.callActivity('b', 1);
      yield context.df.callActivity('b', { x: 2 });
      yield context.df.waitForExternalEvent('go');
    });
    expect(message).toBe(
      `Orchestrator function 'main' failed: non-deterministic orchestration: task 1 of the history is activity 'a' with input 1, the replay asked for activity 'b' with input 1. ${advice}`,
    );
  });

  it('by input', async () => {
    const message = await replace(before, function* (context) {
      yield context.df.callActivity('a', 1);
      yield context.df.callActivity('b', { x: 3 });
      yield context.df.waitForExternalEvent('go');
    });
    expect(message).toContain(
      `task 2 of the history is activity 'b' with input {"x":2}, the replay asked for activity 'b' with input {"x":3}.`,
    );
  });

  it('by order', async () => {
    const message = await replace(before, function* (context) {
      yield context.df.callActivity('b', { x: 2 });
      yield context.df.callActivity('a', 1);
      yield context.df.waitForExternalEvent('go');
    });
    expect(message).toContain(
      `task 1 of the history is activity 'a' with input 1, the replay asked for activity 'b' with input {"x":2}.`,
    );
  });

  it('by a missing call', async () => {
    const message = await replace(before, function* (context) {
      yield context.df.callActivity('a', 1);
      yield context.df.waitForExternalEvent('go');
    });
    expect(message).toContain(
      `task 2 of the history is activity 'b' with input {"x":2}, the replay asked for nothing more.`,
    );
  });

  it('by type, also when the new code throws', async () => {
    const message = await replace(before, function* (context) {
      yield context.df.callSubOrchestrator('child', 1, 'c');
      throw new Error('because of the wrong result');
    });
    expect(message).toContain(
      `task 1 of the history is activity 'a' with input 1, the replay asked for sub-orchestration 'child' as 'c' with input 1.`,
    );
  });

  it("by a sub-orchestration's instance id", async () => {
    const orchestrator = (id: string): OrchestrationHandler =>
      function* (context) {
        yield context.df.Task.any([
          context.df.callSubOrchestrator('child', 1, id),
          context.df.waitForExternalEvent('go'),
        ]);
        yield context.df.waitForExternalEvent('never');
      };
    expect(await replace(orchestrator('c1'), orchestrator('c2'))).toContain(
      `task 1 of the history is sub-orchestration 'child' as 'c1' with input 1, the replay asked for sub-orchestration 'child' as 'c2' with input 1.`,
    );
  });

  it("by a timer's time, as a call of Date.now() makes it", async () => {
    let elapsed = 0;
    const orchestrator: OrchestrationHandler = function* (context) {
      elapsed += 1;
      const timer = context.df.createTimer(new Date(Date.parse('2031-01-01T00:00:00.000Z') + elapsed));
      yield context.df.Task.any([timer, context.df.waitForExternalEvent('go')]);
      yield context.df.waitForExternalEvent('never');
    };
    expect(await replace(orchestrator, orchestrator)).toContain(
      'task 1 of the history is timer at 2031-01-01T00:00:00.001Z, the replay asked for timer at 2031-01-01T00:00:00.002Z.',
    );
  });
});

describe('what Azure would get wrong, or this host does not do, is refused', () => {
  const failureOf = async (main: OrchestrationHandler, event?: string): Promise<string> => {
    const functions: Functions = { orchestrators: { main, child }, activities };
    const engine = await createToyEngine(functions);
    engines.push(engine);
    const outcome = engine.run('main', null, 'm');
    if (event !== undefined) engine.raiseEvent('m', event, '1');
    const { status, output } = await outcome;
    expect(status).toBe('Failed');
    return output as string;
  };

  it('a scheduled task inside a second Task.any', async () => {
    const message = await failureOf(function* (context) {
      const long = context.df.callSubOrchestrator('child', 1, 'c');
      yield context.df.Task.any([long, context.df.callActivity('a', 1)]);
      yield context.df.Task.any([long, context.df.callActivity('b', 2)]);
    });
    expect(message).toBe(
      `Orchestrator function 'main' failed: sub-orchestration 'child' as 'c' with input 1 is awaited again inside a second Task.any or Task.all. On Azure that schedules it a second time (azure-functions-durable-js #574): await the task itself, keep one compound task, or wrap the work in a sub-orchestration.`,
    );
  });

  it('but an event may be awaited in several, and a task by itself after a Task.any', async () => {
    const engine = await createToyEngine({
      orchestrators: {
        main: function* (context) {
          const cancel = context.df.waitForExternalEvent('cancel');
          const slow = context.df.callActivity('a', 1);
          const first = yield context.df.Task.any([slow, cancel]);
          const second = yield context.df.Task.any([context.df.callActivity('b', 2), cancel]);
          return [first === slow, (second as { result: unknown }).result, yield slow];
        },
      },
      activities,
    });
    engines.push(engine);
    expect(await engine.run('main')).toEqual({ status: 'Completed', output: [true, 2, 1] });
  });

  it.each<[string, OrchestrationHandler]>([
    [
      'continueAsNew (split the work into sub-orchestrations)',
      function* (context) {
        yield context.df.callActivity('a', 1);
        context.df.continueAsNew(1);
      },
    ],
    [
      'callHttp (call from an activity)',
      function* (context) {
        yield context.df.callHttp({ method: 'GET', url: 'http://127.0.0.1/' });
      },
    ],
  ])('%s', async (name, main) => {
    expect(await failureOf(main)).toContain(`${name} is not supported by the embedded host.`);
  });
});
