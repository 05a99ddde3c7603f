import { expect, it } from 'vitest';

import { guard } from '../../activities/lib/guard.ts';
import { PortError } from '../../platform/port-error.ts';

const throwing = (error: unknown) =>
  guard(async (): Promise<{ ok: true; value: null }> => {
    throw error;
  })(undefined);

it('keeps the kind that a port gave its error', async () => {
  expect(await throwing(new PortError('critical', 'The hash differs.'))).toEqual({
    ok: false,
    failure: { kind: 'critical', message: 'The hash differs.' },
  });
  expect(await throwing(new PortError('transient', 'Too many requests.', { retryAfterMs: 7_000 }))).toEqual({
    ok: false,
    failure: { kind: 'transient', message: 'Too many requests.', retryAfterMs: 7_000 },
  });
});

it('takes a fault of our own code for critical: doing it again does not cure it', async () => {
  expect(await throwing(new TypeError('x is undefined'))).toMatchObject({ failure: { kind: 'critical' } });
});

it('takes what it does not know for transient', async () => {
  expect(await throwing(new Error('EAGAIN'))).toEqual({
    ok: false,
    failure: { kind: 'transient', message: 'EAGAIN' },
  });
});

it('cuts long messages, which would swell the history', async () => {
  const outcome = await throwing(new Error('x'.repeat(10_000)));
  expect(outcome.ok ? 0 : outcome.failure.message.length).toBe(2_000);
});
