import { expect, it } from 'vitest';

import { checkRestart } from '../../../../factory/verification/checks/restart.ts';
import type { SandboxSession } from '../../../../platform/ports.ts';
import { samples, samplesContract, startSampleService, type Defect } from '../fixtures/sample-service.ts';

const files = [{ path: 'api/openapi.json', content: JSON.stringify(samplesContract) }];

/** A session whose "process" is the in-memory service; its data lives as long as the session. */
const sessionWith = (options: {
  defect?: Defect;
  crashLoses?: boolean;
  exitCode?: number;
  silent?: boolean;
}) => {
  const store = new Map();
  const start: SandboxSession['start'] = async () => {
    const service = await startSampleService(options.defect, store);
    const exited = Promise.withResolvers<number | undefined>();
    const log = JSON.stringify({ msg: 'listening', url: service.url });
    if (options.silent) exited.resolve(1);
    return {
      stop: async (signal) => {
        await service.close();
        if (signal === 'SIGKILL' && options.crashLoses) store.clear();
        exited.resolve(signal === 'SIGKILL' ? undefined : (options.exitCode ?? 0));
      },
      output: () => (options.silent ? 'PORT is wrong' : `${log}\n`),
      exited: exited.promise,
    };
  };
  return { directory: '/tmp/tree', start } as SandboxSession;
};

const rules = async (options: Parameters<typeof sessionWith>[0]) =>
  (await checkRestart(sessionWith(options), files, samples)).findings.map(({ rule }) => rule);

it('passes a service that keeps what it was given over a stop and a crash', async () => {
  expect(await checkRestart(sessionWith({}), files, samples)).toMatchObject({ inspected: 2, findings: [] });
});

it('catches a service that loses what it was given', async () => {
  expect(await rules({ defect: 'loses everything at a stop' })).toContain('restart/a stop/registerSample');
  expect(await rules({ crashLoses: true })).toEqual([
    'restart/a crash/registerSample',
    'restart/a crash/registerSample',
  ]);
});

it('catches a service in which nothing could be recorded', async () => {
  expect(await rules({ defect: 'answers without id' })).toContain('restart/record/registerSample');
});

it('catches a service that does not end as it is asked, or does not start', async () => {
  expect(await rules({ exitCode: 7 })).toEqual(['restart/exit-code']);
  const { findings } = await checkRestart(sessionWith({ silent: true }), files, samples);
  expect(findings).toMatchObject([
    { rule: 'restart/start', message: 'The service ended while it started: PORT is wrong' },
  ]);
});
