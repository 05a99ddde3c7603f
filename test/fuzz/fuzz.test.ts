import { afterAll, beforeAll, expect, it } from 'vitest';

import { createRandom } from '../chaos/simulation/random.ts';
import { appUnderFuzz, startOrchestrations, type Orchestrations } from './app-under-fuzz.ts';
import { httpCase } from './http-case.ts';
import { messageCase } from './message-case.ts';
import { runFuzz } from './run-fuzz.ts';

let orchestrations: Orchestrations;
beforeAll(async () => {
  orchestrations = await startOrchestrations();
});
afterAll(() => orchestrations.close());

it('answers some hundred malformed requests and messages without a fault, and loses none', async () => {
  const { requests, messages, outcomes, violations } = await runFuzz('unit', 300);
  expect(violations).toEqual([]);
  expect([requests, messages]).toEqual([150, 150]);
  for (const outcome of ['200', '202', '400', '404', '415', 'project.accepted.v1', 'request.rejected.v1'])
    expect(outcomes[outcome], outcome).toBeGreaterThan(0);
});

it('is the same run for the same seed', async () => {
  expect(await runFuzz('again', 40)).toEqual(await runFuzz('again', 40));
});

const violations = async (change: (app: ReturnType<typeof appUnderFuzz>) => void): Promise<string> => {
  const app = appUnderFuzz(orchestrations);
  change(app);
  const told: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const random = createRandom(`planted/${n}`);
    const { violation } = await (n % 2 === 0
      ? httpCase(random, app, orchestrations)
      : messageCase(random, app, orchestrations, n));
    if (violation) told.push(violation);
  }
  return told.join('\n');
};

it('tells a fault, a crash, and what was lost', async () => {
  const answer =
    (status: number, headers = {}) =>
    (app: ReturnType<typeof appUnderFuzz>) => {
      for (const name of app.http.keys()) app.http.set(name, () => ({ status, headers }));
    };
  expect(await violations(answer(500))).toContain('answered 500');
  expect(await violations(answer(400))).toContain('answered 400 as null');
  expect(
    await violations((app) => {
      for (const name of app.http.keys()) app.http.set(name, () => Promise.reject(new Error('planted')));
    }),
  ).toContain('threw Error: planted');
  expect(
    await violations((app) => {
      for (const name of app.queues.keys()) app.queues.set(name, () => undefined);
    }),
  ).toContain('was answered 0 times');
  expect(
    await violations(({ fake }) => {
      fake.deps.ports.replies.reject = async () => undefined;
    }),
  ).toContain('was rejected, but not kept');
});
