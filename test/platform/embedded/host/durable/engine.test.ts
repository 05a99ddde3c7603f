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

describe('timers and events', () => {
  const functions: Functions = {
    orchestrators: {
      sleep: function* (context) {
        const due = new Date(context.df.currentUtcDateTime.getTime() + 60_000);
        yield context.df.createTimer(due);
        return context.df.currentUtcDateTime.toISOString();
      },
      race: function* (context) {
        const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 60_000));
        const event = context.df.waitForExternalEvent('go');
        const winner = yield context.df.Task.any([timer, event]);
        if (winner === timer) return 'late';
        timer.cancel();
        return event.result;
      },
      twice: function* (context) {
        const first: unknown = yield context.df.waitForExternalEvent('go');
        yield context.df.callActivity('double', 1);
        const second: unknown = yield context.df.waitForExternalEvent('go');
        return [first, second];
      },
    },
    activities: { double },
  };

  it('a timer fires when its time has come, not before', async () => {
    const clock = createManualClock();
    const engine = await toyEngine(functions, { clock });
    const outcome = engine.run('sleep', null, 's');
    await settle();
    clock.advance(59_999);
    await settle();
    expect(engine.get('s')?.status).toBe('Running');
    clock.advance(1);
    expect(await outcome).toEqual({ status: 'Completed', output: '2030-01-01T00:01:00.000Z' });
  });

  it('an event wins against a timer, which is then called off', async () => {
    const clock = createManualClock();
    const engine = await toyEngine(functions, { clock });
    const outcome = engine.run('race', null, 'r');
    await settle();
    engine.raiseEvent('r', 'go', '{"yes":1}');
    expect(await outcome).toEqual({ status: 'Completed', output: { yes: 1 } });
    clock.advance(120_000);
    await settle();
    expect(engine.eventTypes('r').filter((type) => type === 'TimerFired')).toEqual([]);
  });

  it('a timer wins when no event comes', async () => {
    const clock = createManualClock();
    const engine = await toyEngine(functions, { clock });
    const outcome = engine.run('race');
    await settle();
    clock.advance(60_000);
    expect(await outcome).toEqual({ status: 'Completed', output: 'late' });
  });

  it('an event that comes before it is waited for is kept', async () => {
    const engine = await toyEngine(functions);
    const outcome = engine.run('twice', null, 't');
    engine.raiseEvent('t', 'go', '1');
    engine.raiseEvent('t', 'go', '2');
    expect(await outcome).toEqual({ status: 'Completed', output: [1, 2] });
  });

  it('an event for nobody is refused', async () => {
    const engine = await toyEngine(functions);
    expect(() => engine.raiseEvent('nobody', 'go', '1')).toThrow(
      "There is no orchestration instance 'nobody'.",
    );
    const outcome = engine.run('twice', null, 'done');
    engine.raiseEvent('done', 'go', '1');
    engine.raiseEvent('done', 'go', '2');
    await outcome;
    expect(() => engine.raiseEvent('done', 'go', '3')).toThrow(
      "Orchestration 'done' is finished (Completed).",
    );
  });
});

describe('sub-orchestrations', () => {
  const functions: Functions = {
    orchestrators: {
      parent: function* (context) {
        const names = context.df.getInput() as string[];
        const children = names.map((name) =>
          context.df.callSubOrchestrator('child', name, `${context.df.instanceId}:svc:${name}`),
        );
        return (yield context.df.Task.all(children)) as string[];
      },
      child: function* (context) {
        const name = context.df.getInput() as string;
        if (name === 'bad') throw new Error('bad child');
        return (yield context.df.callActivity('greet', name)) as string;
      },
      anonymous: function* (context) {
        return (yield context.df.callSubOrchestrator('child', 'a')) as string;
      },
      selfish: function* (context) {
        yield context.df.callSubOrchestrator('child', 'a', context.df.instanceId);
      },
      waiting: function* (context) {
        yield context.df.waitForExternalEvent('go');
      },
    },
    activities: { greet: (name: string) => `hello ${name}` },
  };

  it('give their results to the parent', async () => {
    const engine = await toyEngine(functions);
    expect(await engine.run('parent', ['a', 'b', 'c'], 'p')).toEqual({
      status: 'Completed',
      output: ['hello a', 'hello b', 'hello c'],
    });
    expect(engine.get('p:svc:a')).toMatchObject({
      status: 'Completed',
      rootId: 'p',
      parent: { instanceId: 'p', execution: engine.get('p')?.execution, taskId: 0 },
      traceParent: engine.get('p')?.traceParent,
    });
  });

  it('have an id of their own when none is given', async () => {
    const engine = await toyEngine(functions);
    expect(await engine.run('anonymous', null, 'a1')).toEqual({ status: 'Completed', output: 'hello a' });
    expect(engine.get('a1:0')?.status).toBe('Completed');
  });

  it('that fail, fail the parent with the reason', async () => {
    const engine = await toyEngine(functions);
    const outcome = await engine.run('parent', ['bad'], 'p');
    expect(outcome).toEqual({
      status: 'Failed',
      output:
        "Orchestrator function 'parent' failed: Sub-orchestration 'child' (p:svc:bad) ended as Failed. \n Orchestrator function 'child' failed: bad child",
    });
  });

  it("with the parent's id, or one in use, are refused", async () => {
    const engine = await toyEngine(functions);
    expect((await engine.run('selfish', null, 'me')).output).toBe(
      "Orchestrator function 'selfish' failed: Sub-orchestration 'child' has the instance id of its parent, 'me': derive another.",
    );
    engine.start({ name: 'waiting', instanceId: 'p:svc:a' });
    await settle();
    expect((await engine.run('parent', ['a'], 'p')).output).toBe(
      "Orchestrator function 'parent' failed: Sub-orchestration 'child' was not started. \n An orchestration instance 'p:svc:a' exists and is not finished.",
    );
  });
});

describe('an instance', () => {
  const functions: Functions = {
    orchestrators: {
      wait: function* (context) {
        context.df.setCustomStatus({ phase: 'waiting' });
        return (yield context.df.waitForExternalEvent('go')) as string;
      },
      status: function* (context) {
        context.df.setCustomStatus('x'.repeat(context.df.getInput() as number));
        yield context.df.callActivity('double', 1);
        return 'fine';
      },
    },
    activities: { double },
  };

  it('is started once: its id is refused while it runs, and can be used again when it is finished', async () => {
    const engine = await toyEngine(functions);
    const outcome = engine.run('wait', null, 'p1');
    expect(() => engine.start({ name: 'wait', instanceId: 'p1' })).toThrow(
      "An orchestration instance 'p1' exists, its status is Pending.",
    );
    engine.raiseEvent('p1', 'go', '"first"');
    expect(await outcome).toEqual({ status: 'Completed', output: 'first' });
    const again = engine.run('wait', null, 'p1');
    engine.raiseEvent('p1', 'go', '"second"');
    expect(await again).toEqual({ status: 'Completed', output: 'second' });
  });

  it('that uses the id of an earlier one does not get the results of its children', async () => {
    const clock = createManualClock();
    const engine = await toyEngine(
      {
        orchestrators: {
          parent: function* (context) {
            const child = context.df.getInput() as string;
            return (yield context.df.callSubOrchestrator('child', child, child)) as string;
          },
          child: function* (context) {
            yield context.df.waitForExternalEvent('go');
            return context.df.instanceId;
          },
        },
      },
      { clock },
    );
    const first = engine.run('parent', 'one', 'p');
    await settle();
    engine.terminate('p', 'again');
    await first;
    const second = engine.run('parent', 'two', 'p');
    await settle();
    engine.raiseEvent('one', 'go', undefined);
    expect(await engine.outcome('one')).toEqual({ status: 'Completed', output: 'one' });
    await settle();
    expect(engine.get('p')?.status).toBe('Running');
    engine.raiseEvent('two', 'go', undefined);
    expect(await second).toEqual({ status: 'Completed', output: 'two' });
  });

  it('shows its custom status', async () => {
    const engine = await toyEngine(functions);
    engine.start({ name: 'wait', instanceId: 'p1' });
    await settle();
    expect(engine.get('p1')).toMatchObject({ status: 'Running', customStatus: '{"phase":"waiting"}' });
  });

  it('fails when its custom status is over 16 KB', async () => {
    const engine = await toyEngine(functions);
    expect(await engine.run('status', 16 * 1024 - 2)).toEqual({ status: 'Completed', output: 'fine' });
    expect(await engine.run('status', 16 * 1024)).toEqual({
      status: 'Failed',
      output:
        "Orchestrator function 'status' failed: The custom status has 16386 bytes, the limit is 16384: pass a reference to the artifact store instead.",
    });
  });

  it('can be terminated, and purged when it is finished', async () => {
    const engine = await toyEngine(functions);
    const outcome = engine.run('wait', null, 'p1');
    await settle();
    expect(() => engine.purge('p1')).toThrow("Orchestration 'p1' is not finished (Running).");
    engine.terminate('p1', 'enough');
    expect(await outcome).toEqual({ status: 'Terminated', output: 'enough' });
    engine.purge('p1');
    expect(engine.get('p1')).toBeUndefined();
  });

  it('is refused for an unknown orchestrator, a bad id, or a large input', async () => {
    const engine = await toyEngine(functions);
    expect(() => engine.start({ name: 'nope' })).toThrow("No orchestrator 'nope' is registered in this app.");
    for (const instanceId of [
      '',
      '..',
      '../x',
      'a/b',
      'a?b',
      'a#b',
      'a%b',
      'a b',
      '@entity',
      'é',
      'x'.repeat(101),
    ]) {
      expect(() => engine.start({ name: 'wait', instanceId }), instanceId).toThrow('is refused: 1 to 100');
    }
    expect(() => engine.start({ name: 'wait', input: `"${'x'.repeat(1024 * 1024 - 1)}"` })).toThrow(
      "The input of orchestration 'wait' has 1048577 bytes, the limit is 1048576",
    );
    const id = engine.start({ name: 'wait', input: `"${'x'.repeat(1024 * 1024 - 2)}"` });
    expect(() => engine.raiseEvent(id, 'go', `"${'x'.repeat(1024 * 1024)}"`)).toThrow(
      "Event 'go' has 1048578 bytes",
    );
  });
});
