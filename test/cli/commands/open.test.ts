import { mkdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { browserProgram } from '../../../cli/commands/open.ts';
import { aWorkspace } from '../support/factory.ts';
import { aResult, aScenario, aService, PROJECT } from '../support/scenario.ts';

describe('factory open', () => {
  it('prints where the factory, a project and a running service are', async () => {
    const { factory, host, lock, workspace } = aWorkspace(aScenario());
    mkdirSync(workspace);
    await host('all');
    const { url } = lock();
    const address = async (...target: string[]) =>
      JSON.parse((await factory('open', ...target, '--json')).stdout);
    expect(await address()).toEqual({ url: `${url}/api/openapi.json` });
    expect(await address(PROJECT)).toEqual({ url: `${url}/api/projects/${PROJECT}` });
    expect(await address('audit-trail')).toEqual({ url: 'http://127.0.0.1:4100' });
    expect(await factory('open', 'billing')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There are: audit-trail.'),
    });
  });

  it('says that a service does not run, and what starts it', async () => {
    const result = aResult({ services: [{ ...aService(), running: false }] });
    const { factory, host, workspace } = aWorkspace(aScenario({ result }));
    mkdirSync(workspace);
    await host('all');
    expect(await factory('open', 'audit-trail')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^factory: audit-trail does not run now\.\n.*\n.*factory serve --workspace/,
      ),
    });
  });
});

describe('the program that opens an address', () => {
  it.each([
    ['darwin', {}, 'open'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['linux', {}, undefined],
    ['linux', { DISPLAY: ':0', SSH_CONNECTION: 'a b c d' }, undefined],
    ['darwin', { SSH_TTY: '/dev/pts/0' }, undefined],
    ['win32', {}, undefined],
  ] as const)('on %s with %j is %s', (platform, environment, program) => {
    expect(browserProgram(platform, environment)).toBe(program);
  });
});
