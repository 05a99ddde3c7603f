import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { createBus } from '../../../platform/embedded/bus/create-bus.ts';
import { factory } from '../../e2e/support/factory-cli.ts';

// Each command starts a host.
vi.setConfig({ testTimeout: 120_000 });

let workspace: string;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'factory-messages-'));
  const bus = createBus({ directory: workspace, clock: { now: () => new Date(0) } });
  bus.declareQueue('factory-requests');
  await bus.send('factory-requests', { messageId: 'm-1', body: 'poison' });
  const [message] = await bus.receive('factory-requests');
  await bus.deadLetter(message!, 'Unreadable', 'not JSON');
  bus.close();
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const messages = (...args: string[]) => factory('messages', ...args, '--workspace', workspace);

it('lists, shows, resubmits and discards what nobody could work on', () => {
  expect(messages().stdout).toMatch(/1 +factory-requests +1 +not JSON/);
  expect(messages('1').stdout).toMatch(
    /sent as m-1 at .*\nDelivered 1 times\. Unreadable: not JSON\n\npoison/,
  );
  expect(messages('--discard', '1')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('needs --reason'),
  });
  expect(messages('--discard', '1', '--reason', 'sent by mistake').stdout).toContain('is gone');
  expect(messages('--resubmit', '1')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('There is no message "1"'),
  });
});
