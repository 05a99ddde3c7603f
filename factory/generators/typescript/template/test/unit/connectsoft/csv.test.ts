import { expect, it } from 'vitest';

import { csv } from '#connectsoft/csv';

const text = async (columns: string[], ...rows: Record<string, unknown>[]) => {
  const lines = await Array.fromAsync(
    csv(
      columns,
      (async function* () {
        yield* rows;
      })(),
    ),
  );
  return lines.join('');
};

it('begins with the columns and ends lines with CRLF', async () => {
  expect(await text(['id', 'name'], { id: 1, name: 'x' })).toBe('id,name\r\n1,x\r\n');
});

it('quotes what would end a value', async () => {
  expect(await text(['a', 'b', 'c'], { a: 'x,y', b: 'say "hi"', c: 'two\nlines' })).toBe(
    'a,b,c\r\n"x,y","say ""hi""","two\nlines"\r\n',
  );
});

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['=A1,"x"', '"\'=A1,""x"""'],
  ['a=1', 'a=1'],
])('makes %j harmless', async (value, expected) => {
  expect(await text(['a'], { a: value })).toBe(`a\r\n${expected}\r\n`);
});

it('leaves numbers and flags as they are, absent values empty, and writes objects as JSON', async () => {
  expect(await text(['a', 'b', 'c', 'd'], { a: -1.5, b: true, d: { x: 1 } })).toBe(
    'a,b,c,d\r\n-1.5,true,,"{""x"":1}"\r\n',
  );
});
