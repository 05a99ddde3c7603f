import { expect, it } from 'vitest';

import { parseCsv } from '../../../../factory/agents/quality/template/test/acceptance/csv.ts';

it('reads quotes, commas, line breaks and empty cells', () => {
  const text = 'id,note,size\r\n1,"a ""b"", c\r\nd",\r\n2,,3\r\n';
  expect(parseCsv(text)).toEqual([
    { id: '1', note: 'a "b", c\r\nd', size: '' },
    { id: '2', note: '', size: '3' },
  ]);
});
