import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { readTutorial } from '../../../scripts/tutorial/read-tutorial.ts';
import { readerEnvironment } from '../../../scripts/tutorial/reader-environment.ts';
import { runTutorial } from '../../../scripts/tutorial/run-tutorial.ts';
import { openShell } from '../../../scripts/tutorial/shell-session.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-tutorial-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

/** Does what a document says. Answers the lines of the blocks that were done, what is wrong, and what was left running. */
const follow = async (markdown: string, timeoutMs = 20_000) => {
  const shell = openShell({ folder, scratch: folder, environment: process.env, timeoutMs });
  const done: number[] = [];
  const tell = ({ line }: { line: number }) => void done.push(line);
  const fault = await runTutorial(readTutorial(markdown), shell.run, tell, () => 0);
  return { done, fault, left: await shell.end() };
};

/** Of a process that has ended there is nothing, or a zombie that nobody has asked for yet. */
const isRunning = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return !/^Z?$/.test(stdout.trim().slice(0, 1));
};

it('goes on in the same shell and compares what is shown', async () => {
  const document =
    block('sh', 'mkdir below\ncd below\nNAME=ann\nsleep 60 &') +
    block('sh', 'basename $PWD\necho $NAME 4711 >&2') +
    block('text', 'below\nann …') +
    block('sh', 'kill %1\nwait');
  expect(await follow(document)).toEqual({ done: [1, 7, 15], fault: undefined, left: [] });
});

it('finds a planted output that is wrong, by its line and with the difference', async () => {
  const document =
    block('sh', 'echo Completed in 12 s') +
    block('text', 'Completed in … s\nand more') +
    block('sh', 'touch after');
  expect(await follow(document)).toEqual({
    done: [],
    fault: {
      line: 4,
      what: 'shows another output than there is:\n      Completed in … s\n    - and more',
    },
    left: [],
  });
  expect(existsSync(join(folder, 'after'))).toBe(false);
});

it('finds a command that fails, also in the middle of a block', async () => {
  const { fault } = await follow(block('sh', 'echo before\n(exit 7)\ntouch after'));
  expect(fault).toEqual({ line: 1, what: 'ended with 7. It printed:\n    before\n    ' });
  expect(existsSync(join(folder, 'after'))).toBe(false);
});

it('finds a block that does not end, and ends it', async () => {
  const { fault } = await follow(block('sh', 'sleep 600 &\necho $! >job\nsleep 600'), 1_000);
  expect(fault).toEqual({ line: 1, what: 'took too long. It printed:\n    ' });
  expect(isRunning(process.pid)).toBe(true);
  expect(isRunning(Number(readFileSync(join(folder, 'job'), 'utf8')))).toBe(false);
});

it('names what is left running, and ends it', async () => {
  const { fault, left } = await follow(block('sh', 'sleep 600 &\nsh -c "sleep 600; true" &'));
  expect([fault, left.length]).toEqual([undefined, 2]);
  expect(left.filter(isRunning)).toEqual([]);
});

it('gives the reader an environment without ours', () => {
  const environment = readerEnvironment(
    {
      HOME: '/home/ann',
      PATH: '/work/node_modules/.bin:/usr/bin:/workshop/bin',
      npm_lifecycle_event: 'test',
      npm_config_registry: 'https://registry.example',
      npm_config_local_prefix: '/work',
      FORCE_COLOR: '1',
      CI: 'true',
      FACTORY_WORKSPACE: '/elsewhere',
    },
    '/work',
  );
  expect(environment).toEqual({
    HOME: '/home/ann',
    PATH: '/usr/bin:/workshop/bin',
    npm_config_registry: 'https://registry.example',
    NO_COLOR: '1',
    NPM_CONFIG_LOGLEVEL: 'error',
  });
});
