import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { definitionText } from '../../cli/definition.ts';

const folder = mkdtempSync(join(tmpdir(), 'factory-definition-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: string | Buffer): string => {
  const path = join(folder, 'definition.txt');
  writeFileSync(path, content);
  return path;
};

describe('definitionText', () => {
  it('is what was given, without blanks around it', () => {
    expect(definitionText({ text: ' Log zorbles.\n' })).toBe('Log zorbles.');
    expect(definitionText({ file: file('\uFEFFLog zörbles.\n') })).toBe('Log zörbles.');
  });

  it.each([
    ['nothing', '', 'is empty.', 'There is nothing to read in it but blanks.'],
    ['blanks', ' \n\t', 'is empty.', 'There is nothing to read in it but blanks.'],
    ['too much', 'x'.repeat(20_001), 'is too long.', 'It has 20001 characters, at most 20000 are read.'],
  ])('refuses %s', (_, text, complaint, why) => {
    const refused = (source: string) => expect.objectContaining({ message: `${source} ${complaint}`, why });
    expect(() => definitionText({ text })).toThrow(refused('The definition'));
    const path = file(text);
    expect(() => definitionText({ file: path })).toThrow(refused(path));
  });

  it.each([
    ['zeros', Buffer.from([0x4c, 0x00, 0x6f]), 'is not a text file.'],
    ['bytes that are no UTF-8', Buffer.from([0x4c, 0xff, 0xfe]), 'is not a text file.'],
    ['two megabytes', Buffer.alloc(2_000_000, 'x'), 'is too long.'],
  ])('refuses a file of %s', (_, content, complaint) => {
    const path = file(content);
    expect(() => definitionText({ file: path })).toThrow(`${path} ${complaint}`);
  });

  it('says why a file cannot be read', () => {
    const path = join(folder, 'absent.txt');
    expect(() => definitionText({ file: path })).toThrow(
      expect.objectContaining({
        message: `${path} cannot be read.`,
        why: 'There is no such file or folder (ENOENT).',
      }),
    );
    expect(() => definitionText({ file: folder })).toThrow(`${folder} is not a file.`);
  });
});
