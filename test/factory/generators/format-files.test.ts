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

it('spells characters that formatters measure differently as escapes, which mean the same', async () => {
  const content = '/** \u202Edrow */\nexport const x = "a\u200Bb\u{1F3CB} \u00DF\u66F8";\n';
  expect(
    await formatFiles([
      { path: 'x.ts', content },
      { path: 'x.json', content: '{"x": "\u09AC\u09BE"}' },
    ]),
  ).toEqual([
    {
      path: 'x.ts',
      content: "/** \\u202edrow */\nexport const x = 'a\\u200bb\\ud83c\\udfcb \u00DF\u66F8';\n",
    },
    { path: 'x.json', content: '{ "x": "\u09AC\\u09be" }\n' },
  ]);
});
