import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { AUDIT, factory, git, resultOf, startFactory } from '../e2e/support/factory-cli.ts';

const MEBIBYTE = Buffer.alloc(1024 * 1024, 1);

let scratch: string;
let disk: string;
let notRun: string | undefined;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-full-disk-'));
  disk = join(scratch, 'disk');
  mkdirSync(disk);
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk], {
    encoding: 'utf8',
  });
  if (status !== 0) notRun = `not run: no small disk can be mounted here (${stderr || error?.message})`;
});

afterAll(() => {
  if (notRun === undefined) spawnSync('umount', ['-l', disk]);
  rmSync(scratch, { recursive: true, force: true });
});

/** Writes until nothing more goes in; answers how to make space again. */
const fill = (): (() => void) => {
  const ballast = join(disk, 'ballast');
  const file = openSync(ballast, 'w');
  try {
    for (const size of [MEBIBYTE.length, 4096, 1]) {
      try {
        for (;;) writeSync(file, MEBIBYTE, 0, size);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
    }
  } finally {
    closeSync(file);
  }
  return () => rmSync(ballast);
};

it.for<[string, RegExp]>([
  ['engineering', /Engineering started/],
  ['quality', /QA & Validation started/],
  ['finalization', /Finalization started/],
])(
  'a disk that is full during %s stops the run with a clear error; with space it goes on',
  async ([name, moment], { skip }) => {
    if (notRun !== undefined) skip(notRun);
    const workspace = join(disk, name);
    const run = startFactory('run', AUDIT, '--workspace', workspace);
    let [output, problem] = ['', ''];
    let makeSpace: (() => void) | undefined;
    run.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (moment.test(output)) makeSpace ??= fill();
    });
    run.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
    const exitCode = await new Promise((resolve) => run.once('close', resolve));

    expect(problem).toContain('factory: The factory stopped: a disk is full.');
    expect(problem).toMatch(
      new RegExp(`The disk that holds ${workspace} is full: [\\d.]+ MiB are left there`),
    );
    expect(problem).toContain(`npx factory resume --workspace ${workspace}`);
    expect(exitCode).toBe(3);
    expect(existsSync(join(workspace, 'host.lock'))).toBe(false);

    const still = factory('resume', '--workspace', workspace);
    // It cannot even begin, or it stops again: what its end freed is soon used up.
    expect([1, 3]).toContain(still.exitCode);
    expect(still.stderr).toMatch(/a disk is full|The disk is full \(ENOSPC\)/);

    makeSpace?.();
    const resumed = factory('resume', '--json', '--workspace', workspace);
    expect(resumed.exitCode, resumed.stderr).toBe(0);
    const { status, services } = resultOf(resumed);
    expect(status).toBe('completed');
    expect(git(services[0]?.repository ?? '', 'rev-list', '--count', '--all')).toBe('1');
    rmSync(workspace, { recursive: true });
  },
);
