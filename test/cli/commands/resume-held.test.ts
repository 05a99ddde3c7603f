import { mkdirSync } from 'node:fs';

import { expect, it } from 'vitest';

import { aWorkspace } from '../support/factory.ts';
import { aResult, aScenario, PROJECT } from '../support/scenario.ts';

it('does not wait for a project that another version started, and says why', async () => {
  const held = 'It was started with orchestration version 1.0.';
  const result = aResult({ status: 'running', held });
  const { factory, workspace } = aWorkspace(aScenario({ result, unfinished: true }));
  mkdirSync(workspace);
  const { code, stdout, stderr } = await factory('resume');
  expect(code).toBe(3);
  expect(stderr).toBe(`Project ${PROJECT} is held. ${held}\n`);
  expect(stdout).toContain(`Held. ${held}`);
});
