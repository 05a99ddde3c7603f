import { expect, it } from 'vitest';

import { text } from '../../../factory/generators/documents/markdown-text.ts';
import { asEntity, asEscape, respelled } from '../../../factory/generators/disputed-width.ts';

it('leaves text in most scripts as it is', () => {
  const plain = "Größe, Ελλάδα, имя, 名前, עברית, नमस्ते, 😀 and 'x'";
  expect(respelled(plain, asEscape)).toBe(plain);
});

it('spells out what is not seen or not measured alike', () => {
  const disputed = '\u001B\u202E\u200B\u00AD\u09BE\uFF9F\u{1F3CB}';
  expect(respelled(disputed, asEntity)).toBe('&#x1b;&#x202e;&#x200b;&#xad;&#x9be;&#xff9f;&#x1f3cb;');
  expect(JSON.parse(`"${respelled(disputed, asEscape)}"`)).toBe(disputed);
});

it('shows marks of direction in Markdown, where they would reorder the line', () => {
  expect(text('a \u202Etxt.exe #1')).toBe('a &#x202e;txt.exe \\#1');
});
