import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, vi } from 'vitest';

import { openHost } from '../../../cli/host/open-host.ts';
import { runningHost, type Pump } from '../../../cli/host/running-host.ts';
import { aWorkspace, eventually } from '../support/factory.ts';
import { aScenario } from '../support/scenario.ts';

vi.setConfig({ testTimeout: 60_000 });

const hostEntry = fileURLToPath(new URL('../support/fake-host.ts', import.meta.url));
const never = new AbortController().signal;

const setUp = () => {
  const at = aWorkspace(aScenario());
  mkdirSync(at.workspace);
  const program = { hostEntry, app: join(at.folder, 'scenario.json') };
  const open = (pump: Pump, signal = never) =>
    openHost(program, { workspace: at.workspace, port: 0, pump, recoverServices: false }, signal);
  return { ...at, program, open };
};

describe('openHost', () => {
  it('ignores the lock of a host that is dead', async () => {
    const { open, workspace } = setUp();
    writeFileSync(join(workspace, 'host.lock'), '{"pid":1,"url":"http://127.0.0.1:1","pump":"all"}');
    expect(await runningHost(workspace)).toBeUndefined();
    const host = await open('own');
    expect([host.owned, host.pump]).toEqual([true, 'own']);
    await host.close();
  });

  it('leaves a host to those who still read through it', async () => {
    const { open, workspace, effects } = setUp();
    const first = await open('none');
    const second = await open('none');
    expect([first.owned, second.owned]).toEqual([true, false]);
    await first.close();
    expect(await runningHost(workspace)).toMatchObject({ url: second.url });
    await second.close();
    await eventually(() => expect(() => readFileSync(join(workspace, 'host.lock'))).toThrow('ENOENT'));
    expect(effects()).toEqual(['started pump none recover false']);
  });

  it('waits for a host that only reads before it starts one that works', async () => {
    const { open, effects } = setUp();
    const reading = await open('none');
    const working = open('own');
    await reading.close();
    const host = await working;
    expect(host.pump).toBe('own');
    await host.close();
    expect(effects().filter((line) => line.startsWith('started'))).toEqual([
      'started pump none recover false',
      'started pump own recover false',
    ]);
  });

  it('tells when the host is gone', async () => {
    const { open, lock } = setUp();
    const host = await open('own');
    process.kill(lock().pid, 'SIGKILL');
    await eventually(() => expect(host.gone.aborted).toBe(true));
    await host.close();
  });

  it('passes on what a host says that does not start', async () => {
    const { workspace, program } = setUp();
    const options = { workspace, port: 0, pump: 'own', recoverServices: false } as const;
    await expect(openHost({ ...program, app: '/nowhere.json' }, options, never)).rejects.toThrow(
      expect.objectContaining({
        message: 'The host of the factory did not start.',
        why: expect.stringContaining('ENOENT'),
      }),
    );
  });

  it('does not start one after an interruption', async () => {
    const { open, effects } = setUp();
    await expect(open('own', AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    expect(() => effects()).toThrow('ENOENT');
  });
});
