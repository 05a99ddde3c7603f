import { expect, it } from 'vitest';

import { bestMatch, likeness } from '../../../../factory/agents/quality/match-words.ts';

it.each([
  ['collection date', 'collectionDate', 3],
  ['lab sample', '/lab-samples', 3],
  ['entry', '/entries', 3],
  ['class', '/classes', 3],
  ['expense', '/expenses', 3],
  ['purchase', '/purchases', 3],
  ['address', '/addresses', 3],
  ['date of collection', 'collectionDate', 1],
  ['date collection', 'collectionDate', 2],
  ['location', 'storageLocation', 1],
  ['vitamin C level', 'vitaminCLevel', 3],
  ['material', 'barcode', 0],
  [`${'very '.repeat(15)}long remark`, `very${'Very'.repeat(13)}Ver`, 3],
  [`${'very '.repeat(15)}long remark`, `very${'Very'.repeat(8)}Short`, 0],
])('rates %s as %s with %i', (term, name, score) => {
  expect(likeness(term, name)).toBe(score);
});

it('prefers the same words, and takes part of them only where a single candidate has them', () => {
  const one = (term: string, ...names: string[]) => bestMatch(term, names, (name) => name);
  expect(one('location', 'storageLocation', 'location')).toBe('location');
  expect(one('location', 'storageLocation', 'material')).toBe('storageLocation');
  expect(one('date', 'collectionDate', 'receiptDate')).toBeUndefined();
});
