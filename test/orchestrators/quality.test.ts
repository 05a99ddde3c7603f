import { describe, expect, it } from 'vitest';

import { quality } from '../../orchestrators/quality.ts';
import { aWorld, failure, ok } from './a-world.ts';
import { drive } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1', service: 'orders' };
const held = failure('quality-gate', 'The quality gate holds orders back: check unit failed.');

const countOf = (log: readonly string[], line: string): number => log.filter((one) => one === line).length;

describe('the loop of engineering and quality', () => {
  it('ends when the findings are cured', () => {
    let left = 2;
    const world = aWorld({ fails: (name) => (name === 'verifyService' && left-- > 0 ? held : undefined) });
    const { result, log } = drive(quality, input, world.answer);

    expect(result).toEqual(ok(null));
    expect(countOf(log, 'fixFindings')).toBe(2);
    expect(countOf(log, 'verifyService')).toBe(3);
    expect(world.asked).toEqual([]);
  });

  it('asks the architect after five rounds', () => {
    const world = aWorld({
      fails: (name) => (name === 'verifyService' ? held : undefined),
      decides: () => 'accept',
    });
    const { result, log, scheduled } = drive(quality, input, world.answer);

    expect(countOf(log, 'fixFindings')).toBe(5);
    expect(scheduled.filter(({ name }) => name === 'fixFindings').map((call) => call.input['round'])).toEqual(
      [1, 2, 3, 4, 5],
    );
    expect(countOf(log, 'verifyService')).toBe(6);
    expect(world.asked).toMatchObject([{ service: 'orders', stage: 'quality', mayAccept: true }]);
    expect(result).toEqual(ok(null));
  });

  it('asks at once when no strategy is left', () => {
    const world = aWorld({
      fails: (name) => {
        if (name === 'fixFindings') return ok({ changed: 0, strategy: '' });
        return name === 'verifyService' ? held : undefined;
      },
      decides: () => 'accept',
    });
    const { log } = drive(quality, input, world.answer);

    expect(countOf(log, 'fixFindings')).toBe(1);
    expect(countOf(log, 'verifyService')).toBe(1);
    expect(world.asked).toHaveLength(1);
  });

  it('begins anew when a person wants another try', () => {
    let left = 8;
    const world = aWorld({
      fails: (name) => (name === 'verifyService' && left-- > 0 ? held : undefined),
      decides: () => 'retry',
    });
    const { result, log } = drive(quality, input, world.answer);

    expect(world.asked).toHaveLength(1);
    expect(countOf(log, 'verifyService')).toBe(9);
    expect(result).toEqual(ok(null));
  });
});
