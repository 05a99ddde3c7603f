import { mkdirSync } from 'node:fs';

import { expect, it, vi } from 'vitest';

import { aWorkspace } from './support/factory.ts';
import { aScenario, PROJECT, type Scenario } from './support/scenario.ts';

// Each starts two processes or more.
vi.setConfig({ testTimeout: 60_000 });

it('factory undo prints what was done outside, what was taken back, and what was discarded', async () => {
  const undo: Scenario['undo'] = {
    items: [
      {
        projectId: PROJECT,
        seq: 1,
        stage: 'deployment',
        kind: 'pipeline',
        marker: 'pipeline:run-1',
        args: { key: 'run-1' },
        state: 'undone',
      },
      {
        projectId: PROJECT,
        seq: 2,
        stage: 'deployment',
        kind: 'knowledge',
        marker: 'knowledge:k',
        args: { id: 'k' },
        state: 'failed',
        reason: 'It is\u001B[2J locked.',
      },
    ],
    discarded: [{ path: 'a.md', stage: 'quality', sha256: 'b'.repeat(64), size: 3, reason: 'It failed.' }],
  };
  const { factory, workspace } = aWorkspace(aScenario({ undo }));
  mkdirSync(workspace);
  expect((await factory('undo', PROJECT)).stdout).toBe(
    [
      'no  stage       kind       state   what',
      '1   deployment  pipeline   undone  pipeline:run-1',
      '2   deployment  knowledge  failed  knowledge:k: It is [2J locked.',
      '',
      'stage    sha-256       discarded',
      'quality  bbbbbbbbbbbb  a.md: It failed.',
      '',
    ].join('\n'),
  );
  expect(JSON.parse((await factory('undo', PROJECT, '--json')).stdout)).toEqual(undo);
});
