import { expect, it } from 'vitest';

import { camelCase, kebabCase, pascalCase, sentenceCase, words } from '../../../factory/domain/naming.ts';

it('finds the words of phrases and identifiers', () => {
  expect(words('AuditEvent')).toEqual(['audit', 'event']);
  expect(words('Lab samples, 2nd rack')).toEqual(['lab', 'samples', '2nd', 'rack']);
  expect(words('Café-Größe')).toEqual(['cafe', 'gro', 'e']);
});

it('writes them in every case', () => {
  expect([pascalCase, camelCase, kebabCase, sentenceCase].map((write) => write('storage location'))).toEqual([
    'StorageLocation',
    'storageLocation',
    'storage-location',
    'Storage location',
  ]);
});
