import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { parseCommandLine } from '../../cli/arguments.ts';
import { EXIT } from '../../cli/cli-error.ts';
import { commandEntries } from '../../cli/command-line/command-table.ts';
import { EXIT_CODES } from '../../cli/command-line/exit-codes.ts';
import { optionEntries } from '../../cli/command-line/option-table.ts';
import { help } from '../../cli/help.ts';
import { exitCodeOfSignal } from '../../cli/interruption.ts';
import { withReference } from '../../cli/reference.ts';

/** Words of an example as a shell splits them, without what it redirects. */
const wordsOf = (example: string): string[] =>
  [...example.replace(/ > .*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

const examples = commandEntries.flatMap(([name, entry]) =>
  entry.examples.map((example) => [name, example] as const),
);

describe('help', () => {
  it('names every command, option and exit code, no line wider than 100 columns', () => {
    const overview = help(undefined);
    for (const [name] of commandEntries) expect(overview).toMatch(new RegExp(`\n  ${name}\\b`, 'u'));
    for (const [name] of optionEntries) expect(overview).toContain(`--${name}`);
    for (const { code } of EXIT_CODES) expect(overview).toContain(`\n  ${code}`);
    expect(Math.max(...overview.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(help('zorble')).toBe(overview);
  });

  it.each(commandEntries)('of %s shows how it is used', (name) => {
    const text = help(name);
    expect(text).toMatch(new RegExp(`^factory ${name}\\b.*\n\n`));
    expect(text).toMatch(/\nExamples\n {2}npx factory /);
    expect(text.includes('--file F')).toBe(name === 'run');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it.each(examples)('of %s has an example that is understood: %s', (name, example) => {
    expect(parseCommandLine(wordsOf(example)).command.name).toBe(name);
  });
});

describe('exit codes', () => {
  it('are all documented', () => {
    const documented = EXIT_CODES.flatMap(({ code }) => code.split(', ').map(Number));
    const used = [...Object.values(EXIT), ...['SIGHUP', 'SIGINT', 'SIGTERM'].map(exitCodeOfSignal)];
    expect(documented.toSorted((a, b) => a - b)).toEqual(used.toSorted((a, b) => a - b));
  });
});

describe('docs/cli.md', () => {
  const document = readFileSync('docs/cli.md', 'utf8');

  it('is what `npm run docs` writes', async () => {
    expect(await withReference(document)).toBe(document);
  });

  it('is noticed to be stale', async () => {
    for (const stale of [
      document.replace('| `doctor [', '| `docter ['),
      document.replace('| 3  ', '| 4  '),
      document.replace('| `--json` ', '| `--jsno` '),
    ]) {
      expect(stale).not.toBe(document);
      expect(await withReference(stale)).toBe(document);
    }
    expect(() => withReference(document.replace('<!-- begin: options -->', ''))).toThrow(
      'There is no <!-- begin: options -->',
    );
  });
});
