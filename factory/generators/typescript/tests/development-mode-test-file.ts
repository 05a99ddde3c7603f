import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { operationsOf } from '../../../domain/operation.ts';
import { askedSystems } from '../messaging/external-system-files.ts';
import { systemNames } from '../messaging/reaction-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';

/** `test/integration/development-mode.test.ts`: what the service believes, and from when on it does not. */
export const developmentModeTestFile = (service: Service): GeneratedFile[] => {
  const [{ method, path } = { method: 'GET', path: '/' }] = operationsOf(service);
  const target = path.replace(/\{\w+\}/, '019c1363-49c0-7000-8000-000000000000');
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
          `it('refuses what is no time', async () => {`,
          `const answer = await call(shared.url(), 'GET', '/health/live', { headers: { 'x-development-now': 'noon' } });`,
          `expect(answer).toMatchObject({ status: 400, body: { type: 'urn:problem:validation' } });`,
          '});',
        ),
        block(
          `it('believes nobody and offers nothing where it is off', async () => {`,
          `const off = { DEVELOPMENT_MODE: 'off', AUTH_ISSUER: 'https://login.example.com', ${urls.join(' ')} };`,
          'const { url } = await runService(temporaryDirectory(), off);',
          `const headers = { 'x-development-now': 'noon' };`,
          `expect(await call(url, 'GET', '/health/live', { headers })).toMatchObject({ status: 200 });`,
          `for (const path of ['/development/tokens', '/development/schedules', '/development/events'])`,
          "expect(await call(url, 'POST', path, { body: { name: 'mia' } })).toMatchObject({ status: 404 });",
          '// A token of the development mode, signed with its key.',
          `expect(await call(url, ${literal(method)}, ${literal(target)}, { as: 'mia' })).toMatchObject({ status: 401 });`,
          '});',
        ),
      ),
    },
  ];
};
