import { expect, it } from 'vitest';

import { kindOf, languageOf, MAX_SHOWN, sizeText } from '../../../portal/artifacts/artifact-kind.ts';

const cases: [string, string, string | undefined][] = [
  ['README.md', 'markdown', 'markdown'],
  ['api/openapi.json', 'openapi', 'json'],
  ['api/payments.openapi.yaml', 'openapi', 'yaml'],
  ['api/myopenapi.json', 'json', 'json'],
  ['src/main.ts', 'code', 'typescript'],
  ['deploy/bicep/dev.bicepparam', 'code', 'bicep'],
  ['Dockerfile', 'code', 'dockerfile'],
  ['test/acceptance/a.feature', 'code', 'gherkin'],
  ['api/orders.proto', 'code', 'protobuf'],
  ['.npmrc', 'code', 'ini'],
  ['CODEOWNERS', 'code', undefined],
  ['constructor', 'code', undefined],
  ['vendor/a.tgz', 'binary', undefined],
];

it.each(cases)('shows %s as %s in %s', (path, kind, language) => {
  expect([kindOf({ path, size: 1 }), languageOf(path)]).toEqual([kind, language]);
});

it('does not show what is too large', () => {
  expect(kindOf({ path: 'a.json', size: MAX_SHOWN })).toBe('json');
  expect(kindOf({ path: 'a.json', size: MAX_SHOWN + 1 })).toBe('large');
});

it('says sizes', () => {
  expect([0, 999, 1000, 28_704, 999_499, 999_500, 1_340_000].map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '29 kB',
    '999 kB',
    '1.0 MB',
    '1.3 MB',
  ]);
});
