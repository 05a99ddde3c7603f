import type { ServerResponse } from 'node:http';
import type { AlarmClock } from '../alarm-clock.ts';

/** Milliseconds in which somebody must attach to a host that ends when it is left alone. */
const FIRST_ATTACH_MS = 15_000;
/** Milliseconds such a host goes on after the last one left. */
const LAST_DETACH_MS = 1_000;

const STEP_MS = 250;

export type Attachments = {
  attach(response: ServerResponse): void;
  count(): number;
  /** Ends the attached responses. */
  close(): void;
};

/** Who is attached to the host. With `onDeserted` the host hears when nobody is any more. */
export const createAttachments = (clock: AlarmClock, onDeserted: (() => void) | undefined): Attachments => {
  const attached = new Set<ServerResponse>();
  let cancel: (() => void) | undefined;
  /** Time counts in short steps, between which the host hears of whoever came: one that was busy that long did not. */
  const leaveAfter = (ms: number): void => {
    if (!onDeserted) return;
    const step = (): void => (ms > STEP_MS ? leaveAfter(ms - STEP_MS) : onDeserted());
    cancel = clock.at(clock.now().getTime() + Math.min(ms, STEP_MS), step);
  };
  leaveAfter(FIRST_ATTACH_MS);

  return {
    attach: (response) => {
      cancel?.();
      attached.add(response);
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
      response.write('attached\n');
      response.once('close', () => {
        attached.delete(response);
        if (attached.size === 0) leaveAfter(LAST_DETACH_MS);
      });
    },
    count: () => attached.size,
    close: () => {
      cancel?.();
      for (const response of attached) response.end();
    },
  };
};
