import { expect, it } from 'vitest';

import { formatFiles } from '../../../factory/generators/format-files.ts';

it('formats the same text by the kind of each file', async () => {
  const content = '- "a"\n- "b"\n';
  const files = ['list.yml', 'list.md', 'copy/list.yml', 'notes.txt'].map((path) => ({ path, content }));
  expect(await formatFiles(files)).toEqual([
    { path: 'list.yml', content: "- 'a'\n- 'b'\n" },
    { path: 'list.md', content },
    { path: 'copy/list.yml', content: "- 'a'\n- 'b'\n" },
    { path: 'notes.txt', content },
  ]);
});

it('leaves lockfiles as npm writes them', async () => {
  const files = [{ path: 'libs/package-lock.json', content: '{ "a":1 }' }];
  expect(await formatFiles(files)).toEqual(files);
});

it('says where a text cannot be read, each time', async () => {
  const files = [{ path: 'src/broken.ts', content: 'const = 1;' }];
  await expect(formatFiles(files)).rejects.toThrow('expected');
  await expect(formatFiles(files)).rejects.toThrow('expected');
});
