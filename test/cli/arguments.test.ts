import { describe, expect, it } from 'vitest';

import { parseCommandLine } from '../../cli/arguments.ts';
import { help } from '../../cli/help.ts';

describe('parseCommandLine', () => {
  it.each([
    [['Log zorbles.'], { name: 'run', text: 'Log zorbles.' }],
    [['run', 'status'], { name: 'run', text: 'status' }],
    [['run', '--file', 'a.txt'], { name: 'run', file: 'a.txt' }],
    [['--file', 'a.txt'], { name: 'run', file: 'a.txt' }],
    [['serve'], { name: 'serve' }],
    [['resume'], { name: 'resume' }],
    [['doctor'], { name: 'doctor' }],
    [['status'], { name: 'status', project: undefined }],
    [['status', 'p-1'], { name: 'status', project: 'p-1' }],
    [['events', 'p-1'], { name: 'events', project: 'p-1' }],
    [['artifacts', 'p-1', 'plan/a.md'], { name: 'artifacts', project: 'p-1', path: 'plan/a.md' }],
    [['clone', 'audit-trail', 'x'], { name: 'clone', repository: 'audit-trail', directory: 'x' }],
    [['clone', '--help'], { name: 'help', topic: 'clone' }],
    [['help', 'clone'], { name: 'help', topic: 'clone' }],
    [['-h'], { name: 'help', topic: undefined }],
    [['--version'], { name: 'version' }],
  ])('%j', (argv, command) => {
    expect(parseCommandLine(argv)).toEqual({
      command,
      options: { workspace: '.factory', port: 0, json: false },
    });
  });

  it('reads options wherever they stand', () => {
    const { options } = parseCommandLine('--json zorbles --workspace w --port=7071 --model rules'.split(' '));
    expect(options).toEqual({ workspace: 'w', port: 7071, json: true });
  });

  it.each([
    [[], 'Say what to build, in quotes, or name a command.'],
    [['run'], '`factory run` needs a definition, in quotes, or --file.'],
    [['run', 'a', '--file', 'b'], 'A definition and --file exclude each other: give one of them.'],
    [['Log', 'zorbles'], '`factory run` cannot use "zorbles": put quotes around text that has spaces.'],
    [['events'], '`factory events` needs <project>.'],
    [['clone'], '`factory clone` needs <repository>.'],
    [['serve', 'x'], '`factory serve` cannot use "x": put quotes around text that has spaces.'],
    [['serve', '--file', 'x'], '`factory serve` has no --file.'],
    [['--bogus'], "Unknown option '--bogus'."],
    [['status', '--port'], "Option '--port <value>' argument missing."],
    [
      ['status', '--port', '65536'],
      '--port 65536 is not a port: a number from 0 (any free one) to 65535 is.',
    ],
    [['status', '--port', '-1'], "Option '--port' argument is ambiguous."],
    [['status', '--workspace', ''], '--workspace needs a folder.'],
    [['x', '--model', 'gpt'], '--model gpt is not available: "rules", the built-in agents, is.'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ message, exitCode: 1 }));
  });
});

describe('help', () => {
  it('is of a command, or of all of them', () => {
    expect(help('clone')).toMatch(/^factory clone <repository> \[directory\]\n/);
    for (const command of ['run', 'serve', 'resume', 'status', 'events', 'artifacts', 'clone', 'doctor'])
      expect(help(undefined)).toContain(`\n  ${command} `);
    expect(help('zorble')).toBe(help(undefined));
  });
});
