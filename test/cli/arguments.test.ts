import { describe, expect, it } from 'vitest';

import { parseCommandLine } from '../../cli/arguments.ts';

describe('parseCommandLine', () => {
  it.each([
    [['Log zorbles.'], { name: 'run', text: 'Log zorbles.', approvals: [] }],
    [['run', 'status'], { name: 'run', text: 'status', approvals: [] }],
    [['run', '--file', 'a.txt'], { name: 'run', file: 'a.txt', approvals: [] }],
    [
      ['run', 'Log', '--approve', 'architecture, plan'],
      { name: 'run', text: 'Log', approvals: ['plan', 'architecture'] },
    ],
    [['--file', 'a.txt'], { name: 'run', file: 'a.txt', approvals: [] }],
    [['serve'], { name: 'serve' }],
    [['resume'], { name: 'resume' }],
    [['doctor'], { name: 'doctor', restore: false }],
    [['reviews'], { name: 'reviews', target: undefined }],
    [['reviews', 'r-1'], { name: 'reviews', target: 'r-1' }],
    [
      ['decide', 'r-1', '--retry'],
      { name: 'decide', review: 'r-1', decision: { kind: 'retry' }, shown: undefined },
    ],
    [
      ['decide', 'r-1', '--accept', '--reason', 'Fine.', '--shown', 'f0'.repeat(32)],
      {
        name: 'decide',
        review: 'r-1',
        decision: { kind: 'accept', reason: 'Fine.' },
        shown: 'f0'.repeat(32),
      },
    ],
    [
      ['decide', 'r-1', '--amend', 'a.json', '--path', 'plan/a.json'],
      {
        name: 'decide',
        review: 'r-1',
        decision: { kind: 'amend', file: 'a.json', path: 'plan/a.json' },
        shown: undefined,
      },
    ],
    [
      ['decide', 'r-1', '--answer', 'a.json'],
      { name: 'decide', review: 'r-1', decision: { kind: 'answer', file: 'a.json' }, shown: undefined },
    ],
    [['cancel', 'p-1'], { name: 'cancel', project: 'p-1', reason: undefined }],
    [['cancel', 'p-1', '--reason', 'No.'], { name: 'cancel', project: 'p-1', reason: 'No.' }],
    [['retry', 'p-1', '--from', 'quality'], { name: 'retry', project: 'p-1', from: 'quality' }],
    [['status'], { name: 'status', project: undefined }],
    [['status', 'p-1'], { name: 'status', project: 'p-1' }],
    [['events', 'p-1'], { name: 'events', project: 'p-1' }],
    [['undo', 'p-1'], { name: 'undo', project: 'p-1' }],
    [['artifacts', 'p-1', 'plan/a.md'], { name: 'artifacts', project: 'p-1', path: 'plan/a.md' }],
    [['clone', 'audit-trail', 'x'], { name: 'clone', repository: 'audit-trail', directory: 'x' }],
    [['open'], { name: 'open', target: undefined }],
    [['open', 'audit-trail'], { name: 'open', target: 'audit-trail' }],
    [['completion', 'zsh'], { name: 'completion', shell: 'zsh' }],
    [['run', 'statsu'], { name: 'run', text: 'statsu', approvals: [] }],
    [['clone', '--help'], { name: 'help', topic: 'clone' }],
    [['help', 'clone'], { name: 'help', topic: 'clone' }],
    [['-h'], { name: 'help', topic: undefined }],
    [['--version'], { name: 'version' }],
  ])('%j', (argv, command) => {
    expect(parseCommandLine(argv)).toEqual({
      command,
      options: { workspace: '.factory', port: 0, json: false, verbose: false },
    });
  });

  it('reads options wherever they stand', () => {
    const { options } = parseCommandLine(
      '--json zorbles --workspace w --verbose --port=7071 --model rules'.split(' '),
    );
    expect(options).toEqual({ workspace: 'w', port: 7071, json: true, verbose: true });
  });

  it.each([
    [[], 'Nothing was asked for.', 'There is neither a definition, in quotes, nor a command.'],
    [['run'], '`factory run` needs a definition.', 'Neither a text nor --file was given.'],
    [['run', 'a', '--file', 'b'], 'There are two definitions.', 'A text and --file exclude each other.'],
    [
      ['Log', 'zorbles'],
      '`factory run` cannot use "zorbles".',
      'A definition is one argument: text that has spaces needs quotes around it.',
    ],
    [['events'], '`factory events` needs <project>.', 'Nothing was given for it.'],
    [['clone'], '`factory clone` needs <repository>.', 'Nothing was given for it.'],
    [['serve', 'x'], '`factory serve` cannot use "x".', 'It takes no arguments.'],
    [['serve', '--file', 'x'], '`factory serve` has no --file.', 'It belongs to `run`.'],
    [
      ['run', 'a', '--reason', 'x'],
      '`factory run` has no --reason.',
      'It belongs to `decide`, `messages` and `cancel`.',
    ],
    [
      ['decide', 'r-1'],
      '`factory decide` needs a decision.',
      'One of --retry, --accept, --amend, --answer, --abort is one.',
    ],
    [
      ['decide', 'r-1', '--retry', '--abort', '--reason', 'x'],
      'There are two decisions.',
      '--retry and --abort exclude each other.',
    ],
    [
      ['decide', 'r-1', '--accept'],
      '--accept needs --reason.',
      'It is kept with the decision, for whoever reads it later.',
    ],
    [
      ['decide', 'r-1', '--amend', 'f'],
      '--amend needs --path.',
      'It names the artifact in whose place the file is put.',
    ],
    [
      ['decide', 'r-1', '--abort', '--reason', 'x', '--guidance', 'y'],
      '--abort cannot use --guidance.',
      'It belongs to another decision.',
    ],
    [
      ['retry', 'p-1'],
      '`factory retry` needs --from.',
      'The stages are vision, architecture, engineering, quality, devops, finalization, deployment.',
    ],
    [
      ['retry', 'p-1', '--from', 'testing'],
      'There is no stage "testing".',
      'The stages are vision, architecture, engineering, quality, devops, finalization, deployment.',
    ],
    [
      ['run', 'Log', '--approve', 'plan,design'],
      'There is no approval of "design".',
      'Approved can be plan and architecture.',
    ],
    [
      ['status', '--port'],
      '--port needs a value.',
      'There is none after it, or one that begins with a dash.',
    ],
    [
      ['status', '--port', '65536'],
      '--port 65536 is not a port.',
      'A number from 0 (any free one) to 65535 is.',
    ],
    [
      ['status', '--port', '-1'],
      '--port needs a value.',
      'There is none after it, or one that begins with a dash.',
    ],
    [['status', '--json=yes'], '--json takes no value.', 'It is a switch.'],
    [['status', '--workspace', ''], '--workspace needs a folder.', 'Its value is empty.'],
    [
      ['x', '--model', 'gpt'],
      '--model gpt is not available.',
      'Only "rules", the built-in agents, is: it needs no network.',
    ],
    [['completion', 'tcsh'], 'There is no completion for "tcsh".', 'There is one for bash, zsh, fish.'],
  ])('refuses %j', (argv, message, why) => {
    expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ message, why, exitCode: 1 }));
  });

  it.each([
    [['--jsno'], 'There is no option --jsno.', 'Did you mean `--json`? '],
    [['status', '--workspce=x'], 'There is no option --workspce.', 'Did you mean `--workspace`? '],
    [['--bogus'], 'There is no option --bogus.', '`npx factory --help` shows'],
    [['statsu'], 'There is no command "statsu".', 'Did you mean `npx factory status`? '],
    [['Doctr'], 'There is no command "Doctr".', 'Did you mean `npx factory doctor`? '],
    [['resum', 'p-1'], 'There is no command "resum".', 'Did you mean `npx factory resume`? '],
    [['help', 'clnoe'], 'There is no command "clnoe".', 'Did you mean `npx factory clone`? '],
    [
      ['completion', 'zhs'],
      'There is no completion for "zhs".',
      'Did you mean `npx factory completion zsh`? ',
    ],
  ])('suggests what %j may mean', (argv, message, beginning) => {
    const advice = expect.stringContaining(beginning);
    expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ message, advice }));
  });

  it.each(['Rooms', 'zorbles', 'hello', 'Log zorbles.', 'Keep a status'])(
    'takes %j for a definition',
    (text) => {
      expect(parseCommandLine([text]).command).toEqual({ name: 'run', text, approvals: [] });
    },
  );
});
