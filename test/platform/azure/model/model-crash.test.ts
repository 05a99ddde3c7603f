import { describe, expect, it } from 'vitest';

import type { Ports } from '../../../../platform/ports.ts';
import type { Reply } from '../../../loopback/model/model-reply.ts';
import { rulesAnswer } from '../../../loopback/model/rules-model.ts';
import { withFallback } from '../../../../platform/azure/model/create-model.ts';
import { factoryWithModel } from './factory-with-model.ts';
import { azureModel, served } from './served.ts';

class Crash extends Error {}

const isKeeping = (name: string, property: string | symbol, [, , files]: unknown[]): boolean =>
  name === 'artifacts' &&
  property === 'putAll' &&
  (files as { path: string }[]).some(({ path }) => path.startsWith('answers/'));

/**
 * Ports of a process that dies: with the `after`-th call of a port since the answer was kept (0: that call itself), and every
 * one after it, nothing happens any more. Says whether it died at all.
 */
const dying = (ports: Ports, after: number) => {
  let calls: number | undefined;
  const wrapped = (name: string, port: unknown): unknown => {
    if (typeof port !== 'object' || port === null || name === 'clock' || name === 'model') return port;
    return new Proxy(port, {
      get: (target, property) => {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]): unknown => {
          if (calls !== undefined) calls += 1;
          else if (isKeeping(name, property, args)) calls = 0;
          if (calls !== undefined && calls >= after)
            return Promise.reject(new Crash(`at ${name}.${String(property)}`));
          return Reflect.apply(method as () => unknown, target, args);
        };
      },
    });
  };
  const own = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, wrapped(name, port)]));
  return { ports: own as unknown as Ports, died: () => calls !== undefined && calls >= after };
};

/** One try that dies after the reply, then the same try again; afterwards how often was asked and what is counted. */
const crashedAt = async (after: number, before: readonly Reply[], last: Reply | undefined) => {
  const server = await served(
    async (request, count) => before[count] ?? last ?? { json: await rulesAnswer(request) },
  );
  const app = await factoryWithModel(azureModel(server));
  for (const index of before.keys()) await app.plan(index + 1);
  const attempt = before.length + 1;
  const process = dying(app.ports, after);
  await app
    .activitiesOn(process.ports)
    .planProduct(app.of(attempt))
    .catch(() => undefined);
  const afterCrash = (await app.spent()).tokens;
  const outcome = await app.plan(attempt);
  return { server, app, died: process.died(), outcome, afterCrash };
};

describe('a process that dies after the model replied and before the activity returned', () => {
  it.each([
    ['a right answer', [], undefined, true],
    ['a wrong answer', [], { text: 'no JSON' }, false],
    ['a right answer after a wrong one', [{ text: 'no JSON' }], undefined, true],
    ['a wrong answer after another', [{ text: 'no JSON' }], { refusal: 'No.' }, false],
  ] as const)(
    'asks no second time and pays once for %s, wherever it dies',
    async (_, before, last, isRight) => {
      let deaths = 0;
      for (let after = 1; ; after += 1) {
        const { server, app, died, outcome } = await crashedAt(after, before, last);
        expect(outcome.ok, `after ${after} calls`).toBe(isRight);
        expect(server.requests.length, `asked, after ${after} calls`).toBe(before.length + 1);
        expect((await app.spent()).tokens, `paid, after ${after} calls`).toBe(server.charged());
        if (!died) break;
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(3);
    },
  );

  it('keeps the worst case of a reply that it could not keep, and asks again', async () => {
    const { server, app, outcome, afterCrash } = await crashedAt(0, [], undefined);
    expect(outcome.ok).toBe(true);
    expect(server.requests).toHaveLength(2);
    expect(afterCrash).toBeGreaterThan(30_000);
    expect((await app.spent()).tokens).toBeGreaterThan(server.charged());
  });

  it('finds the answer of the model in the place of another', async () => {
    const first = await served(() => ({ status: 503 }));
    const second = await served(async (request) => ({ json: await rulesAnswer(request) }));
    const fallback = azureModel(second, { deployment: 'gpt-5-mini' });
    const app = await factoryWithModel(withFallback(azureModel(first), fallback));
    const process = dying(app.ports, 1);
    await app
      .activitiesOn(process.ports)
      .planProduct(app.of(1))
      .catch(() => undefined);
    expect(process.died()).toBe(true);
    expect(await app.plan(1)).toMatchObject({ ok: true });
    expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
    expect(await app.actions()).toMatchObject([{ provider: 'gpt-5-mini' }]);
  });

  it('keeps nothing once the stage has completed or the project has ended', async () => {
    const server = await served(async (request, count) =>
      count === 0 ? { text: 'no' } : { json: await rulesAnswer(request) },
    );
    const app = await factoryWithModel(azureModel(server));
    await app.whole();
    const kept = () => app.ports.artifacts.list(app.project.id, 'answers/');
    const tries = () => app.ports.artifacts.list(app.project.id, 'tries/');
    expect([(await kept()).length, (await tries()).length]).toEqual([5, 1]);
    const { recordTransition } = app.activitiesOn(app.ports);
    const told = { ...app.of(1), message: 'So it is.' };
    const completed = { ...told, type: 'stage.completed', stage: 'vision', services: [] } as const;
    expect(await recordTransition(completed)).toMatchObject({ ok: true });
    expect([(await kept()).length, (await tries()).length]).toEqual([3, 0]);
    await recordTransition({ ...told, type: 'project.completed' });
    expect(await kept()).toEqual([]);
  });
});
