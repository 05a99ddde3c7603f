import { createRequire } from 'node:module';

import { app } from '@azure/functions';
import { expect, it } from 'vitest';

import { createFunctionApp, invoke } from '../../../../platform/embedded/host/app/function-app.ts';
import type { LogLevel } from '../../../../platform/embedded/host/host-log.ts';

const lines: string[] = [];
const log = {
  write: (level: LogLevel, name: string, message: string) => void lines.push(`${level} ${name}: ${message}`),
  close: () => undefined,
};

const loaded = await createFunctionApp('the test', async () => {
  app.timer('tick', {
    schedule: '0 * * * * *',
    handler: (timer, context) => {
      context.log('secret');
      if (timer.isPastDue) throw new Error('no');
      return 'own';
    },
  });
  app.hook.preInvocation((invocation) => {
    const { functionHandler } = invocation;
    invocation.functionHandler = async (...given) => {
      lines.push(`before ${invocation.invocationContext.functionName}`);
      return `${String(await functionHandler(...given))}, wrapped`;
    };
  });
  app.hook.postInvocation((invocation) => {
    lines.push(`after ${invocation.error instanceof Error ? invocation.error.message : 'success'}`);
    if (!invocation.error) invocation.result = `${String(invocation.result)}, changed`;
  });
  app.hook.log((line) => {
    if (line.category !== 'user') return;
    line.message = `[${line.message.length} characters of ${line.invocationContext?.functionName}]`;
    line.level = 'warning';
  });
});

const tick = (isPastDue = false) =>
  invoke(loaded, loaded.functions[0]!, log, {
    trigger: { json: JSON.stringify({ isPastDue }) },
    extraInput: () => ({ json: '' }),
  });

it('runs the hooks around an invocation: they may change its handler, its result and what it logs', async () => {
  lines.length = 0;
  const { result } = await tick();
  expect({ result, lines: lines.filter((line) => !line.includes('debug')) }).toEqual({
    result: 'own, wrapped, changed',
    lines: ['before tick', 'warning tick: [6 characters of tick]', 'after success'],
  });
});

it('throws what the function throws, after the hooks', async () => {
  lines.length = 0;
  await expect(tick(true)).rejects.toThrow('no');
  expect(lines.at(-1)).toBe('after no');
});

it('refuses a hook that it does not know', async () => {
  const register = async () => {
    const { registerHook } = createRequire(import.meta.url)('@azure/functions-core');
    registerHook('other', () => undefined);
  };
  await expect(createFunctionApp('another', register)).rejects.toThrow(
    "Hook 'other' is not supported by the embedded host; appStart, appTerminate, preInvocation, postInvocation, log are.",
  );
});
