import { expect, it } from 'vitest';

import { PortError } from '../../platform/port-error.ts';
import type { Verifier } from '../../platform/ports.ts';
import { jobsOf } from '../../sandbox/start-job.ts';

const aScope = () => {
  const said: string[] = [];
  const interruption = {
    begin: () => ({
      run: <T>(work: () => Promise<T>) => work(),
      interrupt: async () => void said.push('interrupted'),
    }),
  };
  return { said, interruption };
};

const finding = (inspectTemplates: Verifier['inspectTemplates']) =>
  ({ inspectTemplates }) as unknown as Verifier;

const job = { kind: 'templates' as const, files: [] };
const never = () => new Promise<never>(() => undefined);

it('ends a job that takes too long', async () => {
  const { said, interruption } = aScope();
  const { outcome } = jobsOf(finding(never), interruption, 1)(job);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'transient' } });
  expect(said).toEqual(['interrupted']);
});

it('ends a job that is called off, whether or not it listens', async () => {
  const { said, interruption } = aScope();
  const { outcome, end } = jobsOf(finding(never), interruption, 60_000)(job);
  await end();
  expect(await outcome).toMatchObject({
    ok: false,
    failure: { message: 'The verification was called off.' },
  });
  expect(said).toEqual(['interrupted']);
});

it.each([
  [new PortError('code-generation', 'no lockfile'), 'code-generation'],
  [new TypeError('undefined is no function'), 'critical'],
  [Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'transient'],
])('says what kind of failure %s is', async (error, kind) => {
  const verifier = finding(async () => {
    throw error;
  });
  const { outcome } = jobsOf(verifier, aScope().interruption, 60_000)(job);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind } });
});
