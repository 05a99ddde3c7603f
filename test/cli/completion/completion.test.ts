import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { commandEntries } from '../../../cli/command-line/command-table.ts';
import { optionEntries } from '../../../cli/command-line/option-table.ts';
import { bashCompletion } from '../../../cli/completion/bash.ts';
import { fishCompletion } from '../../../cli/completion/fish.ts';
import { zshCompletion } from '../../../cli/completion/zsh.ts';

const isThere = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** What bash offers for the last word. */
const offered = (...words: string[]): string[] => {
  const script = `${bashCompletion()}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _factory; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'factory', ...words], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
};

describe.runIf(isThere('bash'))('completion in bash', () => {
  it.each([
    [['st'], ['status']],
    [['comp'], ['completion']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['completion', 'z'], ['zsh']],
    [['help', 'cl'], ['clone']],
    [['run', '--fi'], ['--file']],
    [['status', '--fi'], []],
    [['--workspace', 'w', 'do'], ['doctor']],
    [['status', '--model', ''], ['rules']],
    [['run', '--file', 'package-l'], ['package-lock.json']],
    [['clone', 'audit-trail', 'platf'], ['platform']],
    [['serve', 'x'], []],
  ])('offers for %j', (words, expected) => expect(offered(...words)).toEqual(expected));

  it('offers every command', () => {
    expect(offered('')).toEqual(commandEntries.map(([name]) => name));
  });
});

describe.each([
  ['bash', bashCompletion()],
  ['zsh', zshCompletion()],
  ['fish', fishCompletion()],
])('the script for %s', (shell, script) => {
  it('names every command and option', () => {
    for (const [name] of commandEntries) expect(script).toMatch(new RegExp(`\\b${name}\\b`));
    for (const [name] of optionEntries) expect(script).toMatch(new RegExp(`(?:--|-l )${name}\\b`));
  });

  it.runIf(isThere(shell))('is well-formed', () => {
    expect(spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(spawnSync(shell, ['-n'], { input: `${script}\nif (`, encoding: 'utf8' }).status).not.toBe(0);
  });
});
