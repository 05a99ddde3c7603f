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
  expect(await throwing(new Error('No use case is called tell.'))).toEqual({
    ok: false,
    failure: {
      kind: 'critical',
      message:
        'Internal error of the factory: No use case is called tell. Please report it with this message.',
    },
  });
});

it('takes what comes from outside for transient', async () => {
  const busy = Object.assign(new Error('resource busy'), { code: 'EAGAIN' });
  expect(await throwing(busy)).toEqual({
    ok: false,
    failure: { kind: 'transient', message: 'resource busy' },
  });
  const unreachable = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
  expect(await throwing(unreachable)).toMatchObject({ failure: { kind: 'transient' } });
  const late = Object.assign(new Error('too late'), { name: 'TimeoutError' });
  expect(await throwing(late)).toMatchObject({ failure: { kind: 'transient' } });
  expect(await throwing('a text')).toMatchObject({ failure: { kind: 'transient' } });
});

it('cuts long messages, which would swell the history', async () => {
  const outcome = await throwing(new Error('x'.repeat(10_000)));
  expect(outcome.ok ? 0 : outcome.failure.message.length).toBe(2_000);
});
