import { setTimeout } from 'node:timers/promises';

import { PortError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';

/** Longest that a call waits inside because the service asked for it; longer: `transient`, with the time. */
const MAX_PAUSE_MS = 30_000;

export type PauseOptions = {
  maxPauseMs?: number;
  now?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const sleepFor = (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal });

/** How long each organisation wants to be left alone. */
export const createPauses = ({
  maxPauseMs = MAX_PAUSE_MS,
  now = Date.now,
  sleep = sleepFor,
}: PauseOptions) => {
  const until = new Map<string, number>();
  return {
    extend(organization: string, ms: number | undefined): void {
      if (ms !== undefined) until.set(organization, Math.max(until.get(organization) ?? 0, now() + ms));
    },
    async wait(organization: string, signal: AbortSignal | undefined): Promise<void> {
      const left = (until.get(organization) ?? 0) - now();
      if (left <= 0) return;
      if (left > maxPauseMs)
        throw new PortError(
          'transient',
          `Azure DevOps asked to leave the organization ${organization} alone for ${Math.ceil(left / 1_000)} s.`,
          { retryAfterMs: Math.ceil(left) },
        );
      const ended = workSignal(left + maxPauseMs, signal);
      await sleep(left, ended).catch((error: unknown) => {
        throw PortError.is(ended.reason) ? ended.reason : error;
      });
    },
  };
};
