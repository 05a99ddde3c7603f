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
    ['nothing', '', 'is empty.'],
    ['blanks', ' \n\t', 'is empty.'],
    ['too much', 'x'.repeat(20_001), 'has 20001 characters, at most 20000 are read.'],
  ])('refuses %s', (_, text, complaint) => {
    expect(() => definitionText({ text })).toThrow(`The definition ${complaint}`);
    const path = file(text);
    expect(() => definitionText({ file: path })).toThrow(`${path} ${complaint}`);
  });

  it.each([
    ['zeros', Buffer.from([0x4c, 0x00, 0x6f]), 'is not a text file.'],
    ['bytes that are no UTF-8', Buffer.from([0x4c, 0xff, 0xfe]), 'is not a text file.'],
    ['two megabytes', Buffer.alloc(2_000_000, 'x'), 'is larger than 80000 bytes'],
  ])('refuses a file of %s', (_, content, complaint) => {
    const path = file(content);
    expect(() => definitionText({ file: path })).toThrow(`${path} ${complaint}`);
  });

  it('says why a file cannot be read', () => {
    const path = join(folder, 'absent.txt');
    expect(() => definitionText({ file: path })).toThrow(`${path} cannot be read: there is no such file.`);
    expect(() => definitionText({ file: folder })).toThrow(`${folder} is not a file.`);
  });
});
