import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { askedSystems } from '../messaging/external-system-files.ts';
import { systemNames } from '../messaging/reaction-model.ts';
import { hasBehaviour } from '../service-model.ts';
import { block, paragraphs } from '../source-text.ts';

/** `test/integration/development-mode.test.ts`: what the service believes, and from when on it does not. */
export const developmentModeTestFile = (service: Service): GeneratedFile[] => {
  if (!hasBehaviour(service)) return [];
  const urls = askedSystems(service).map(
    ({ system }) => `${systemNames(system.name).variable}: 'http://127.0.0.1:9',`,
  );
  return [
    {
      path: 'test/integration/development-mode.test.ts',
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        block(
          `import { call } from '../support/contract.ts';`,
          `import { runService, sharedService } from '../support/running-service.ts';`,
          `import { temporaryDirectory } from '../support/temporary-directory.ts';`,
        ),
        'const shared = sharedService();',
        block(
          `it('does what is due when it is told to', async () => {`,
          `const answer = await call(shared.url(), 'POST', '/development/schedules');`,
          'expect(answer).toMatchObject({ status: 200, body: { done: 0 } });',
          '});',
        ),
        block(
          `it.each([['x-development-now', 'noon'], ['x-development-actor', ';roles=manager']])('refuses %s: %s', async (name, value) => {`,
          `const answer = await call(shared.url(), 'GET', '/health/live', { headers: { [name]: value } });`,
          `expect(answer).toMatchObject({ status: 400, body: { type: 'urn:problem:validation' } });`,
          '});',
        ),
        block(
          `it('believes nobody and offers nothing where it is off', async () => {`,
          `const off = { DEVELOPMENT_MODE: 'off', ${urls.join(' ')} };`,
          'const { url } = await runService(temporaryDirectory(), off);',
          `const headers = { 'x-development-now': 'noon', 'x-development-actor': ';' };`,
          `expect(await call(url, 'GET', '/health/live', { headers })).toMatchObject({ status: 200 });`,
          `expect(await call(url, 'POST', '/development/schedules')).toMatchObject({ status: 404 });`,
          `expect(await call(url, 'POST', '/development/events')).toMatchObject({ status: 404 });`,
          '});',
        ),
      ),
    },
  ];
};
