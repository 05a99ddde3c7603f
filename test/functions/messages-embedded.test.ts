import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, vi } from 'vitest';

import { replyMessageSchema } from '../../factory/domain/reply-message.ts';
import { createBus } from '../../platform/embedded/bus/create-bus.ts';
import { startHost } from '../../platform/embedded/host/start-host.ts';
import { aCancel, aCreate } from './support/messages.ts';
import { projectId } from './support/fake-ports.ts';

it('without a Service Bus the queues are those of the embedded bus', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'messages-'));
  delete process.env['ServiceBus'];
  process.env['FACTORY_WORKSPACE'] = workspace;
  const host = await startHost({ app: join(import.meta.dirname, 'message-app/app.ts'), workspace });
  const bus = createBus({ directory: workspace, clock: { now: () => new Date() } });
  const replies: unknown[] = [];
  const reply = (type: string, causationid: unknown) =>
    vi.waitFor(
      async () => {
        for (const message of await bus.receive('factory-replies', { maxMessages: 10 })) {
          replies.push(replyMessageSchema.parse(JSON.parse(message.body)));
          await bus.complete(message);
        }
        expect(replies).toContainEqual(expect.objectContaining({ type, causationid }));
      },
      { timeout: 10_000 },
    );
  try {
    bus.declareQueue('factory-replies');
    await bus.send('factory-requests', { messageId: 'm-1', body: aCreate('r-1') });
    await reply('project.accepted.v1', 'r-1');
    await bus.send('factory-control', { messageId: 'm-2', body: aCancel('c-1', { request: 'r-1' }) });
    await reply('project.accepted.v1', 'c-1');
    await reply('project.ended.v1', `${projectId(1)}:project.cancelled`);
    await bus.send('factory-requests', { messageId: 'm-3', body: 'not JSON' });
    await reply('request.rejected.v1', expect.any(String));
    expect(await bus.count('factory-rejected')).toBe(1);
  } finally {
    await host.stop();
    bus.close();
    rmSync(workspace, { recursive: true, force: true });
  }
});
