import { expect, it } from 'vitest';

import { acceptedFormat } from '#connectsoft/accepted-format';

it.each([
  [undefined, 'csv'],
  ['*/*', 'csv'],
  ['text/csv', 'csv'],
  ['application/x-ndjson', 'ndjson'],
  ['text/csv;q=0.5, application/x-ndjson', 'ndjson'],
  ['application/x-ndjson;q=0', 'csv'],
  ['application/json', 'csv'],
])('%j → %s', (accept, format) => {
  expect(acceptedFormat(accept, ['csv', 'ndjson'])).toBe(format);
});
