import { expect, it } from 'vitest';
import { createAlarmClock } from '../../../../platform/embedded/host/alarm-clock.ts';

/** A machine whose time of day can be set while time passes. */
const aMachine = () => {
  let [wall, passed] = [1_000_000, 0];
  const waits = new Set<{ at: number; action: () => void }>();
  const clock = createAlarmClock({
    wall: () => wall,
    monotonic: () => passed,
    after: (milliseconds, action) => {
      const wait = { at: passed + milliseconds, action };
      waits.add(wait);
      return () => void waits.delete(wait);
    },
  });
  const pass = (milliseconds: number): void => {
    const end = passed + milliseconds;
    for (;;) {
      const [next] = [...waits].toSorted((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      waits.delete(next);
      wall += next.at - passed;
      passed = next.at;
      next.action();
    }
    wall += end - passed;
    passed = end;
  };
  const rung: number[] = [];
  const set = (milliseconds: number) => clock.at(wall + milliseconds, () => rung.push(passed));
  return { pass, set, rung, waits, jump: (milliseconds: number) => (wall += milliseconds) };
};

it('rings when its time has come, and at once when that is past', () => {
  const { pass, set, rung, waits } = aMachine();
  set(3_600_000);
  set(-5);
  pass(0);
  expect(rung).toEqual([0]);
  pass(3_599_999);
  expect(rung).toEqual([0]);
  pass(1);
  expect(rung).toEqual([0, 3_600_000]);
  expect(waits.size).toBe(0);
});

it('is not delayed by a clock that is set back, nor does it ring early', () => {
  const { pass, set, rung, jump } = aMachine();
  set(60_000);
  pass(10_000);
  jump(-86_400_000);
  pass(49_999);
  expect(rung).toEqual([]);
  pass(1);
  expect(rung).toEqual([60_000]);
});

it('rings within a second of a clock that is set forward past it', () => {
  const { pass, set, rung, jump } = aMachine();
  set(86_400_000);
  pass(10_500);
  jump(90_000_000);
  pass(1_000);
  expect(rung).toEqual([11_000]);
});

it('can be called off at any time', () => {
  const { pass, set, rung, waits } = aMachine();
  const cancel = set(10_000);
  pass(5_000);
  cancel();
  pass(10_000);
  expect([rung, waits.size]).toEqual([[], 0]);
});
