import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';

import { realFactory } from './support/real-factory.ts';

const root = mkdtempSync(join(tmpdir(), 'factory-bad-input-'));
const noise = Buffer.from(Array.from({ length: 2_000_000 }, (_, index) => (index * 7_919) % 256));
let folder = '';
let number = 0;

beforeEach(() => {
  number += 1;
  folder = join(root, String(number));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What, why and what to do, and nothing else. */
const threeLines = (what: string, why: string, advice: string): RegExp =>
  new RegExp(`^factory: ${what}\n {2}why: ${why}\n {2}do: {2}${advice}\n$`);

type Case = {
  name: string;
  args: readonly string[];
  code: number;
  complaint: RegExp;
  /** What is there before. */
  prepare?: () => void;
  environment?: Record<string, string>;
};

const cases: Case[] = [
  {
    name: 'an empty text',
    args: ['run', ' '],
    code: 1,
    complaint: threeLines('The definition is empty.', 'There is nothing .*', 'Say in a sentence .*'),
  },
  {
    name: 'nothing at all',
    args: [],
    code: 1,
    complaint: threeLines('Nothing was asked for.', 'There is neither .*', '`npx factory --help` .*'),
  },
  {
    name: 'a file that is not there',
    args: ['--file', 'absent.txt'],
    code: 1,
    complaint: threeLines(
      'absent.txt cannot be read.',
      'There is no such file or folder \\(ENOENT\\).',
      '.*',
    ),
  },
  {
    name: 'a folder as file',
    args: ['--file', '.'],
    code: 1,
    complaint: threeLines('. is not a file.', 'It is a folder or a device.', 'Give --file .*'),
  },
  {
    name: 'a binary file',
    args: ['--file', 'picture.png'],
    prepare: () => writeFileSync(join(folder, 'picture.png'), noise.subarray(0, 4_000)),
    code: 1,
    complaint: threeLines('picture.png is not a text file.', 'It holds bytes .*', 'Save .*'),
  },
  {
    name: 'two megabytes of noise',
    args: ['--file', 'noise'],
    prepare: () => writeFileSync(join(folder, 'noise'), noise),
    code: 1,
    complaint: threeLines('noise is too long.', 'It is larger than 80000 bytes.*', 'Say what .*'),
  },
  {
    name: 'an unknown option',
    args: ['status', '--jsno'],
    code: 1,
    complaint: threeLines('There is no option --jsno.', 'The options are .*', 'Did you mean `--json`.*'),
  },
  {
    name: 'an unknown command',
    args: ['statsu'],
    code: 1,
    complaint: threeLines('There is no command "statsu".', '.*', 'Did you mean `npx factory status`.*'),
  },
  {
    name: 'two definitions',
    args: ['run', 'Log zorbles.', '--file', 'x'],
    code: 1,
    complaint: threeLines('There are two definitions.', '.*', '.*'),
  },
  {
    name: 'a text without quotes',
    args: ['Log', 'zorbles'],
    code: 1,
    complaint: threeLines('`factory run` cannot use "zorbles".', '.* quotes around it.', '.*'),
  },
  {
    name: 'a text that would steer the terminal',
    args: ['--file', 'a\u001B[2J\nb'],
    code: 1,
    complaint: threeLines('a \\[2J b cannot be read.', '.*', '.*'),
  },
  {
    name: 'a file in place of the workspace',
    args: ['Log zorbles.', '--workspace', 'taken'],
    prepare: () => writeFileSync(join(folder, 'taken'), ''),
    code: 1,
    complaint: threeLines(
      'The workspace .*/taken is not a folder.',
      'A file has its name.',
      'Name a folder .*',
    ),
  },
  {
    name: 'a file on the way to the workspace',
    args: ['serve', '--workspace', 'taken/below'],
    prepare: () => writeFileSync(join(folder, 'taken'), ''),
    code: 1,
    complaint: threeLines('The workspace .*/taken/below cannot be created.', '.* \\(ENOTDIR\\).', '.*'),
  },
  {
    name: 'no git',
    args: ['Log zorbles.'],
    environment: { PATH: '/nowhere' },
    code: 1,
    complaint: threeLines('git was not found.', 'It is not installed, or not on PATH;.*', 'Install git .*'),
  },
  {
    name: 'a project where there is no workspace',
    args: ['events', 'p-1'],
    code: 1,
    complaint: threeLines('There is no workspace at .*', 'Nothing was built there yet.', '.*'),
  },
  {
    name: 'nothing to open',
    args: ['open', '--workspace', '.'],
    code: 1,
    complaint: threeLines('There is nothing to open.', 'No factory runs in .*', '`npx factory serve .*'),
  },
];

describe('bad input', () => {
  it.each(cases)('$name: ends with $code and says what, why and what to do', async (bad) => {
    bad.prepare?.();
    const before = readdirSync(folder, { recursive: true });
    const answer = await realFactory(folder, bad.args, { environment: bad.environment ?? {} });
    expect(answer).toEqual({ code: bad.code, stdout: '', stderr: expect.stringMatching(bad.complaint) });
    expect(readdirSync(folder, { recursive: true }), 'nothing half-written').toEqual(before);
  });

  it('shows where an error came from only when it is asked to', async () => {
    const stack = /\n {4}at .*cli\/definition/;
    expect((await realFactory(folder, ['run', ' '])).stderr).not.toMatch(stack);
    expect((await realFactory(folder, ['run', ' ', '--verbose'])).stderr).toMatch(stack);
    const debugged = await realFactory(folder, ['run', ' '], { environment: { FACTORY_DEBUG: '1' } });
    expect(debugged.stderr).toMatch(stack);
  });

  it('says that Node is too old before it reads anything newer', async () => {
    const old = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})";
    const node = ['--import', `data:text/javascript,${encodeURIComponent(old)}`];
    expect(await realFactory(folder, ['--version'], { node })).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        threeLines('This Node.js is too old.', 'It is version 20.19.0; 24 .*', '.*'),
      ),
    });
  });
});

describe('a machine that is in the way', () => {
  it('names the port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await realFactory(folder, ['serve', '--port', String(port)]);
    server.close();
    expect(answer).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        threeLines(`Port ${port} is in use.`, `Another program listens on 127.0.0.1:${port}.`, 'Choose .*'),
      ),
    });
  });

  it('does not touch the workspace of a newer version', async () => {
    const workspace = join(folder, '.factory');
    mkdirSync(workspace);
    const store = new DatabaseSync(join(workspace, 'store.db'));
    store.exec('CREATE TABLE later (a); PRAGMA user_version = 99;');
    store.close();
    const answer = await realFactory(folder, ['status']);
    expect(answer.stderr).toMatch(
      threeLines(
        'A newer version of the factory wrote this workspace.',
        '.*/store.db has format 99, this version of the factory reads formats up to \\d+.',
        'Use that version, .*',
      ),
    );
    expect(answer).toMatchObject({ code: 1, stdout: '' });
    const after = new DatabaseSync(join(workspace, 'store.db'), { readOnly: true });
    expect(after.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'later' }]);
    after.close();
  });

  it('ends with what the reader says of a text that asks for nothing', async () => {
    const answer = await realFactory(folder, ['hello']);
    expect(answer).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(threeLines('This definition cannot be built.', '.+', '.+')),
    });
    const status = await realFactory(folder, ['status', '--json']);
    expect(JSON.parse(status.stdout)).toEqual({ items: [] });
  });
});

const mayMount = (): boolean => {
  if (process.platform !== 'linux') return false;
  const probe = join(root, 'mount-probe');
  mkdirSync(probe, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe]).status === 0;
  if (mounted) spawnSync('umount', [probe]);
  return mounted;
};

describe.runIf(mayMount())('a disk that is in the way', () => {
  const mounted: string[] = [];
  afterEach(() => {
    for (const path of mounted.splice(0)) spawnSync('umount', [path]);
  });

  const mount = (options: string): string => {
    const path = join(folder, 'disk');
    mkdirSync(path);
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
    mounted.push(path);
    return path;
  };

  it('that can only be read', async () => {
    const answer = await realFactory(folder, ['Log zorbles.', '--workspace', mount('ro')]);
    expect(answer).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        threeLines('.* cannot be written to.', '.* \\(EROFS\\).', 'Name a folder .*'),
      ),
    });
  });

  it('that is full', async () => {
    const disk = mount('size=64k');
    expect(() => writeFileSync(join(disk, 'much'), Buffer.alloc(128 * 1024))).toThrow('ENOSPC');
    const answer = await realFactory(folder, ['Log zorbles.', '--workspace', disk]);
    expect(answer).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        threeLines('.* cannot be written to.', 'The disk is full \\(ENOSPC\\).', 'Free space .*'),
      ),
    });
    expect(readdirSync(disk)).toEqual(['much']);
  });
});
