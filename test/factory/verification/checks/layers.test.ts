import { expect, it } from 'vitest';

import { checkLayers } from '../../../../factory/verification/checks/layers.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { parseSources } from '../../../../factory/domain/syntax.ts';

const clean: Record<string, string> = {
  'libs/connectsoft/clock.ts': 'export const now = () => 1;',
  'libs/connectsoft/web.ts': "import { fastify } from 'fastify';\nexport { fastify };",
  'libs/connectsoft/router.ts': "export { fastify } from './web.ts';",
  'src/domain/event/event.ts': "import { now } from '#connectsoft/clock';\nexport const event = now;",
  'src/application/event/record-event.ts':
    "import { event } from '../../domain/event/event.ts';\nexport { event };",
  'src/infrastructure/store.ts': "import { DatabaseSync } from 'node:sqlite';\nexport { DatabaseSync };",
  'src/api/server.ts': "import { fastify } from '#connectsoft/web';\nexport { fastify };",
  'src/main.ts': "import './api/server.ts';\nimport './infrastructure/store.ts';",
  'test/acceptance/steps.ts': "import { expect } from 'vitest';\nexport { expect };",
};

const findings = (more: Record<string, string> = {}) =>
  checkLayers(
    parseSources(Object.entries({ ...clean, ...more }).map(([path, content]) => ({ path, content }))),
  ).findings.map(({ rule, file, line }) => `${rule} ${file}:${line ?? 0}`);

it('accepts dependencies that point inwards', () => {
  expect(findings()).toEqual([]);
});

it.each([
  [
    'src/domain/event/event.ts',
    "import '../../application/event/record-event.ts';",
    'domain-imports-application',
  ],
  [
    'src/domain/event/event.ts',
    "import type { X } from '../../infrastructure/store.ts';",
    'domain-imports-infrastructure',
  ],
  ['src/domain/event/event.ts', "export * from '../../api/server.ts';", 'domain-imports-api'],
  ['src/domain/event/event.ts', "import { fastify } from 'fastify';", 'domain-imports-framework'],
  [
    'src/domain/event/event.ts',
    "import type { Container } from '@azure/cosmos';",
    'domain-imports-framework',
  ],
  ['src/domain/event/event.ts', "import { readFileSync } from 'node:fs';", 'domain-imports-framework'],
  ['src/domain/event/event.ts', "import { fastify } from '#connectsoft/router';", 'domain-imports-io'],
  [
    'src/domain/event/event.ts',
    "export const later = () => import('../../api/server.ts');",
    'domain-imports-api',
  ],
  [
    'src/domain/event/event.ts',
    "export type Server = import('../../api/server.ts').Server;",
    'domain-imports-api',
  ],
  [
    'src/application/event/record-event.ts',
    "import '../../infrastructure/store.ts';",
    'application-imports-infrastructure',
  ],
  ['src/application/event/record-event.ts', "import 'fastify';", 'application-imports-framework'],
  ['src/infrastructure/store.ts', "import '../api/server.ts';", 'infrastructure-imports-api'],
  ['src/api/server.ts', "import '../infrastructure/store.ts';", 'api-imports-infrastructure'],
  ['src/api/server.ts', "import '../main.ts';", 'api-imports-root'],
  ['libs/connectsoft/clock.ts', "import '../../src/main.ts';", 'building-block-imports-root'],
  ['test/acceptance/steps.ts', "import '../../src/main.ts';", 'acceptance-imports-root'],
  ['test/acceptance/steps.ts', "import '#connectsoft/clock';", 'acceptance-imports-building-block'],
  ['test/acceptance/steps.ts', "import '@connectsoft/domain/clock';", 'acceptance-imports-building-block'],
  ['src/domain/event/event.ts', "import '@connectsoft/http/problem';", 'domain-imports-framework'],
  ['src/domain/event/event.ts', "import '@connectsoft/messaging/outbox';", 'domain-imports-framework'],
  [
    'src/application/event/record-event.ts',
    "import '@connectsoft/persistence/sqlite-outbox';",
    'application-imports-framework',
  ],
  ['src/main.ts', "import './gone.ts';", 'unresolved-import'],
])('catches in %s: %s', (path, content, rule) => {
  expect(findings({ [path]: content })).toEqual([`layers/${rule} ${path}:1`]);
});

it('lets the inner layers use the packages that are made for them', () => {
  expect(
    findings({
      'src/domain/event/event.ts': "import '@connectsoft/domain/aggregate-root';",
      'src/application/event/record-event.ts': "import '@connectsoft/messaging/reaction';",
    }),
  ).toEqual([]);
});

it('catches a file that cannot be parsed', () => {
  expect(findings({ 'src/api/broken.ts': 'const = ;' })).toEqual(['layers/unreadable src/api/broken.ts:0']);
});

it('does not take an import in a comment or a string for one', () => {
  const content = '// import "../../api/server.ts";\nexport const text = \'import "../../api/server.ts"\';';
  expect(findings({ 'src/domain/event/note.ts': content })).toEqual([]);
});

it('fails on an empty tree', () => {
  expect(resultOf('layers', 0, checkLayers([]))).toMatchObject({ status: 'failed', inspected: 0 });
});
