import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WorkspaceInUse } from '../../../../platform/embedded/host/host-lock.ts';
import { startHost } from '../../../../platform/embedded/host/start-host.ts';
import { temporaryDirectory } from './durable/toy-engine.ts';
import { TOY_APP } from './spawn-host.ts';

it('starts and stops in this process, again and again', async () => {
  const workspace = temporaryDirectory();
  process.env['FACTORY_WORKSPACE'] = workspace;
  for (const id of ['one', 'two']) {
    const host = await startHost({ app: TOY_APP, workspace });
    await expect(startHost({ app: TOY_APP, workspace })).rejects.toThrow(WorkspaceInUse);
    host.engine.start({ name: 'chain', instanceId: id, input: '["a"]' });
    expect(await host.engine.whenFinished(id)).toMatchObject({ status: 'Completed', output: '["a done"]' });
    expect((await fetch(`${host.url}/admin/host/status`)).status).toBe(200);
    await host.stop();
    await host.stopped;
    await expect(fetch(`${host.url}/admin/host/status`)).rejects.toThrow('fetch failed');
  }
  expect(readdirSync(workspace).toSorted()).toEqual(['bus.db', 'effects.log', 'engine.db', 'host.log']);
});

it('says which port is taken, and leaves the workspace free', async () => {
  const host = await startHost({ app: TOY_APP, workspace: temporaryDirectory() });
  const workspace = temporaryDirectory();
  const port = Number(new URL(host.url).port);
  await expect(startHost({ app: TOY_APP, workspace, port })).rejects.toThrow(
    `Port ${port} is in use: choose another, or 0 for a free one.`,
  );
  await host.stop();
  const next = await startHost({ app: TOY_APP, workspace, port });
  await next.stop();
});
