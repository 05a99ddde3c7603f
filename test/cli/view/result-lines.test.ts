import { describe, expect, it } from 'vitest';

import { noPaint } from '../../../cli/view/paint.ts';
import { resultLines } from '../../../cli/view/result-lines.ts';
import type { RunResult } from '../../../factory/domain/run-result.ts';
import { aResult, aService } from '../support/scenario.ts';

const shown = (changes: Partial<RunResult> = {}): string =>
  resultLines(aResult(changes), { option: '' }, noPaint).join('\n');

const process = (changes: Partial<RunResult['processes'][number]> = {}): RunResult['processes'][number] => ({
  process: 'order-fulfilment',
  path: 'completed',
  status: 'passed',
  correlationId: 'c-1-1-completed',
  hops: [
    { at: '2026-01-05T08:00:01Z', service: 'orders', event: 'OrderPlaced', consumers: ['catalogue'] },
    { at: '2026-01-05T08:00:02Z', service: 'orders', event: 'OrderShipped', consumers: [] },
  ],
  detail: 'shipped',
  durationMs: 840,
  ...changes,
});

describe('the result for people', () => {
  it('shows every check of the only service', () => {
    expect(shown()).toMatch(/types +passed +0\.4 +48 files/);
  });

  it('says what to do when the cause of a failure may go away, and only then', () => {
    const failure = { stage: 'engineering', kind: 'transient', message: 'no network' } as const;
    const again = 'When the cause is gone: npx factory retry';
    expect(shown({ status: 'failed', failure })).toContain(again);
    expect(shown({ status: 'failed', failure: { ...failure, kind: 'quality-gate' } })).not.toContain(again);
  });

  it('says what was spent of what may be, where anything was', () => {
    expect(shown()).not.toContain('Spent');
    const none = { spent: 0, reserved: 0, limit: 100 };
    const budget = {
      timeMinutes: { spent: 3.5, reserved: 10, limit: 240 },
      tokens: { spent: 1200, reserved: 0, limit: 50_000 },
      costUsd: none,
      rounds: none,
    };
    expect(shown({ budget })).toContain(
      'Spent         3.5 of 240 minutes (10 set aside), 1200 of 50000 tokens, 0 of 100 US dollars, 0 of 100 rounds',
    );
  });

  it('shows of several services what did not pass', () => {
    const lines = shown({ services: [aService(), { ...aService(), name: 'payments' }] });
    expect(lines).not.toMatch(/types +passed/);
    expect(lines.match(/1 of 2 checks passed/g)).toHaveLength(2);
    expect(lines.match(/bicep +not-run/g)).toHaveLength(2);
  });

  it('shows each path of a process with its correlation id and its hops', () => {
    const lines = shown({ processes: [process()] });
    expect(lines).toContain('order-fulfilment, completed: passed in 0.8 s');
    expect(lines).toContain('Correlation id c-1-1-completed');
    expect(lines).toContain('orders published OrderPlaced, applied by catalogue');
    expect(lines).toMatch(/orders published OrderShipped$/m);
  });

  it('says why a path failed', () => {
    expect(shown({ processes: [process({ status: 'failed', detail: 'OrderPaid never came' })] })).toContain(
      'OrderPaid never came',
    );
  });

  it('says where the repository is that the services share', () => {
    const repositories = [{ name: 'shop-platform', repository: '/data/shop-platform.git', commit: 'abc' }];
    expect(shown({ repositories })).toContain('shop-platform  /data/shop-platform.git');
  });
});
