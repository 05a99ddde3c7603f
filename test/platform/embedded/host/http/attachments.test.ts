import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createAttachments } from '../../../../../platform/embedded/host/http/attachments.ts';
import { createManualClock } from '../manual-clock.ts';

const client = (): ServerResponse =>
  Object.assign(new EventEmitter(), {
    writeHead: () => undefined,
    write: () => true,
    end: () => undefined,
  }) as unknown as ServerResponse;

/** Time passes in a host that is not busy. */
const pass = (clock: ReturnType<typeof createManualClock>, milliseconds: number): void => {
  for (let left = milliseconds; left > 0; left -= 50) clock.advance(Math.min(left, 50));
};

const desertedAfter = (
  act: (clock: ReturnType<typeof createManualClock>, attach: () => ServerResponse) => void,
) => {
  const clock = createManualClock();
  let deserted = 0;
  const attachments = createAttachments(clock, () => (deserted += 1));
  act(clock, () => {
    const response = client();
    attachments.attach(response);
    return response;
  });
  return deserted;
};

it('waits fifteen seconds for the first client', () => {
  expect(desertedAfter((clock) => pass(clock, 14_999))).toBe(0);
  expect(desertedAfter((clock) => pass(clock, 15_000))).toBe(1);
});

it('hears whoever came while it was too busy to listen', () => {
  const busy = (attaches: boolean): number =>
    desertedAfter((clock, attach) => {
      clock.advance(60_000);
      if (attaches) attach();
      pass(clock, 60_000);
    });
  expect({ came: busy(true), nobody: busy(false) }).toEqual({ came: 0, nobody: 1 });
});

it('waits a second after the last client left, unless one comes back', () => {
  const leave = (back: boolean): number =>
    desertedAfter((clock, attach) => {
      const [one, two] = [attach(), attach()];
      pass(clock, 60_000);
      one.emit('close');
      pass(clock, 60_000);
      two.emit('close');
      pass(clock, 999);
      if (back) attach();
      clock.advance(1);
    });
  expect({ gone: leave(false), back: leave(true) }).toEqual({ gone: 1, back: 0 });
});
