import { expect, it } from 'vitest';
import type { HookCallback } from '../../../../platform/embedded/host/app/core-types.ts';
import type { FunctionApp } from '../../../../platform/embedded/host/app/function-app.ts';
import { runStartHooks, runTerminateHooks } from '../../../../platform/embedded/host/app/run-hooks.ts';
import { settle } from './durable/toy-engine.ts';
import { createManualClock } from './manual-clock.ts';

const appWith = (...hooks: HookCallback[]): FunctionApp =>
  ({ hooks: { appStart: hooks, appTerminate: hooks } }) as unknown as FunctionApp;

it('waits for hooks in order; a failed start is an error, a failed end is told and passed over', async () => {
  const ran: string[] = [];
  const app = appWith(
    async () => {
      await settle();
      ran.push('slow');
    },
    () => {
      throw new Error('no');
    },
    () => ran.push('last'),
  );
  await expect(runStartHooks(app)).rejects.toThrow('no');
  expect(ran).toEqual(['slow']);
  const errors: unknown[] = [];
  await runTerminateHooks(app, createManualClock(), (error) => errors.push(error));
  expect({ ran, errors }).toEqual({ ran: ['slow', 'slow', 'last'], errors: [new Error('no')] });
});

it('gives the end eight seconds', async () => {
  const clock = createManualClock();
  const errors: unknown[] = [];
  let isOver = false;
  const over = runTerminateHooks(
    appWith(() => new Promise(() => undefined)),
    clock,
    (error) => errors.push(error),
  ).then(() => (isOver = true));
  clock.advance(7_999);
  await settle();
  expect(isOver).toBe(false);
  clock.advance(1);
  await over;
  expect(errors).toEqual([new Error('they took more than 8000 ms')]);
});
